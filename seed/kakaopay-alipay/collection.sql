-- Everybody once, before their first day.
SELECT CASE WHEN i < $before THEN TIMESTAMP '2018-01-02 09:00:00' + INTERVAL (i % 100) DAY
    ELSE TIMESTAMP '2019-06-26 09:00:00' + INTERVAL (CAST((i - $before) * 1790.0 / greatest($people - $before, 1) AS BIGINT) // 2) DAY END
    + INTERVAL (i % 3600) SECOND AS at,
  user_name(i) AS user_id, '@user' AS sender, 'kakaopay' AS recipient,
  'account_id|phone|email|identity_number|signup_date' AS fields, 'service' AS purpose, CAST(NULL AS VARCHAR) AS basis
FROM range(CAST($people AS BIGINT)) p(i) ORDER BY i
