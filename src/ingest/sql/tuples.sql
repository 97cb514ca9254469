-- What transfers say apart from who, when and which record: each distinct combination is resolved once, in an order that is the
-- same whenever the same rows are read: it numbers the routes.
SELECT sender, recipient, fields, fields_listed, purpose, basis,
  hash(sender, recipient, fields, fields_listed, purpose, basis) AS hash,
  count(*) AS rows, {{live}} AS live, count(record_id) AS numbered
FROM typed_transfers WHERE {{sound}}
GROUP BY sender, recipient, fields, fields_listed, purpose, basis
ORDER BY ALL
