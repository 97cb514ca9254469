-- What Apple itself gives to its processor when a person registers.
SELECT TIMESTAMP '2019-07-10 12:00:00' + INTERVAL (i % 1700) DAY AS at, user_name(i) AS user_id, 'apple' AS sender, 'alipay-sg' AS recipient,
  'apple_account' AS fields, 'apple_payment' AS purpose, 'k-apple' AS basis
FROM range(CAST($people AS BIGINT)) p(i) WHERE i % 6 = 0 ORDER BY 1, 2
