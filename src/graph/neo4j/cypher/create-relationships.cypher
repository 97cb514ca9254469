UNWIND $rows AS row
MATCH (a:{{from}} { {{fromKey}}: row.from })
MATCH (b:{{to}} { {{toKey}}: row.to })
CREATE (a)-[r:{{type}}]->(b)
SET r = row.properties
