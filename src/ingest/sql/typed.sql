-- A log, every file of it, with typed cells and the first thing that is wrong with each row.
CREATE OR REPLACE TEMP VIEW {{view}} AS
SELECT *, {{problem}}
FROM (SELECT file, row, line, raw, malformed, {{columns}} FROM ({{staged}}))
