-- One record per payment abroad, from 2019-11-01 on, of the two fifths of users who pay abroad.
SELECT TIMESTAMP '2019-11-01 08:00:00' + INTERVAL (day - 127) DAY + INTERVAL ((j * 7919) % 50400) SECOND AS at,
  user_name(i - i % 5 + i % 2) AS user_id, 'kakaopay' AS sender, 'alipay-sg' AS recipient,
  'account_id|order_info|payment_info' AS fields, 'overseas_payment' AS purpose, 'n-overseas-payment' AS basis
FROM (SELECT j, day, first_member(day) + (j * 48271) % members(day) AS i
  FROM (SELECT j, 127 + j * 1664 // CAST($payments AS BIGINT) AS day FROM range(CAST($payments AS BIGINT)) p(j)))
ORDER BY 1, 2
