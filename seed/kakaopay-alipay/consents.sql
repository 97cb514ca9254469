-- Consent to the service by everybody; to the notice on payments abroad by those who pay abroad, some of whom withdrew.
SELECT user_name(i) AS user_id, 'n-service' AS notice, TIMESTAMP '2018-01-01 09:00:00' AS given_at, CAST(NULL AS TIMESTAMP) AS withdrawn_at
FROM range(CAST($people AS BIGINT)) p(i)
UNION ALL
SELECT user_name(i), notice, TIMESTAMP '2019-10-15 10:00:00',
  CASE WHEN i % 35 = 0 THEN TIMESTAMP '2023-03-01 10:00:00' END
FROM range(CAST($people AS BIGINT)) p(i), (VALUES ('n-overseas-payment'), ('n-overseas-crossing')) n(notice)
WHERE i % 5 < 2
