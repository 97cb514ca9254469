-- What transfers say apart from who, when and which record: each distinct combination is resolved once, in an order that is the
-- same whenever the same rows are read: it numbers the routes.
SELECT sender, recipient, fields, fields_listed, purpose, basis,
  hash(sender, recipient, fields, fields_listed, purpose, basis) AS hash,
  {{rows}} AS rows, {{live}} AS live, {{numbered}} AS numbered
FROM {{transfers}} WHERE {{sound}}
GROUP BY sender, recipient, fields, fields_listed, purpose, basis
ORDER BY ALL
