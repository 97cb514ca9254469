-- Reads the register of processors and the log of a case; persons and processors become small numbers.
CREATE TABLE processor AS
SELECT (row_number() OVER ())::UTINYINT AS n, id, jurisdiction = 'KR' AS home
FROM read_csv({{processors}}, header = true, columns = {'id': 'VARCHAR', 'jurisdiction': 'VARCHAR'});

CREATE TABLE transfer AS
WITH row AS (
  FROM read_csv({{log}}, header = true, columns = {'at': 'TIMESTAMP', 'user_id': 'VARCHAR', 'sender': 'VARCHAR',
    'recipient': 'VARCHAR', 'fields': 'VARCHAR', 'purpose': 'VARCHAR'})
),
person AS (SELECT user_id, (row_number() OVER ())::UINTEGER AS n FROM (SELECT DISTINCT user_id FROM row))
SELECT person.n AS person, "at", s.n AS sender, r.n AS recipient
FROM row
JOIN person USING (user_id)
JOIN processor s ON s.id = row.sender
JOIN processor r ON r.id = row.recipient;
