-- The score, handed to Apple on request: once a month for the sixth of users who registered there.
SELECT TIMESTAMP '2019-07-15 12:00:00' + INTERVAL (month) MONTH + INTERVAL (i % 3600) SECOND AS at,
  user_name(i) AS user_id, 'alipay-sg' AS sender, 'apple' AS recipient, 'nsf_score' AS fields, 'nsf_result' AS purpose, CAST(NULL AS VARCHAR) AS basis
FROM range(59) m(month), range(CAST($people AS BIGINT)) p(i)
WHERE i % 6 = 0 AND i >= first_member(month * 30) AND i < first_member(month * 30) + members(month * 30) ORDER BY month, i
