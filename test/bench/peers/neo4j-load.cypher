// The log by LOAD CSV, person by person: a node is a processor as one person's data sees it (a stop), a relationship one of
// that person's transfers. A person's few stops are looked up among themselves, so that no index is needed.
LOAD CSV WITH HEADERS FROM 'file:///transfers/log.csv' AS row
WITH row.user_id AS person, collect([datetime(row.at).epochMillis, row.sender, row.recipient]) AS transfers
CALL (transfers) {
  UNWIND transfers AS t
  UNWIND [t[1], t[2]] AS id
  WITH transfers, id
  WITH DISTINCT transfers, id
  CREATE (stop:Stop {processor: id, home: id IN $home})
  WITH transfers, collect([id, stop]) AS stops
  UNWIND transfers AS t
  UNWIND [s IN stops WHERE s[0] = t[1] | s[1]] AS a
  UNWIND [s IN stops WHERE s[0] = t[2] | s[1]] AS b
  CREATE (a)-[:SENT {at: t[0]}]->(b)
} IN TRANSACTIONS OF 2000 ROWS
