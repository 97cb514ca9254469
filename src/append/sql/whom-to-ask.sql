SELECT DISTINCT user_id FROM (
  SELECT user_id FROM asked
  UNION ALL SELECT user_id FROM persons SEMI JOIN some_pasts USING (past) ANTI JOIN again USING (user_id)
)
