-- Every member, every day, from 2019-06-27 to 2024-05-21.
SELECT TIMESTAMP '2019-06-27 13:00:00' + INTERVAL (day) DAY + INTERVAL (i % 7200) SECOND AS at,
  user_name(first_member(day) + i) AS user_id, 'kakaopay' AS sender, 'alipay-sg' AS recipient,
  'sha256_phone|sha256_email|account_id|identity_number|signup_date|balance|charges|payments|remittances|cards' AS fields, 'nsf' AS purpose, 'outsourcing' AS basis
FROM range(1791) d(day), range(CAST(greatest($before, $after) AS BIGINT)) p(i)
WHERE i < members(day) ORDER BY day, i
