-- Three bulk transmissions of all users in 2018. The first day is public, the other two are chosen within the reported months.
SELECT day + INTERVAL (13) HOUR + INTERVAL (i % 3600) SECOND AS at, user_name(i) AS user_id, 'kakaopay' AS sender, 'alipay-sg' AS recipient,
  'sha256_phone|sha256_email|account_id|identity_number|signup_date|balance|charges|payments|remittances|cards' AS fields, 'nsf' AS purpose, 'outsourcing' AS basis
FROM (VALUES (TIMESTAMP '2018-04-27'), (TIMESTAMP '2018-06-01'), (TIMESTAMP '2018-07-20')) d(day), range(CAST($before AS BIGINT)) p(i)
ORDER BY day, i
