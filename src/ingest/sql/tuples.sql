-- What transfers say apart from who, when and which record: each distinct combination is resolved once, in an order that is the
-- same whenever the same rows are read: it numbers the routes.
SELECT problem, sender, recipient, fields, fields_listed, purpose, basis,
  count(*) AS rows, count(*) FILTER (WHERE at_us >= {{from}} AND at_us < {{until}}) AS live, count(record_id) AS numbered
FROM (
  SELECT problem, at_us, record_id,
    CASE WHEN problem IS NULL THEN sender END AS sender, CASE WHEN problem IS NULL THEN recipient END AS recipient,
    CASE WHEN problem IS NULL THEN fields END AS fields, CASE WHEN problem IS NULL THEN fields_listed END AS fields_listed,
    CASE WHEN problem IS NULL THEN purpose END AS purpose, CASE WHEN problem IS NULL THEN basis END AS basis
  FROM typed_transfers
)
GROUP BY ALL
ORDER BY ALL
