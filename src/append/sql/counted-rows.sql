-- The accepted transfers of all files in the shape in which they are counted.
CREATE OR REPLACE TEMP VIEW named_transfers AS
SELECT user_id, CAST(at_us AS BIGINT) AS at_us, route, CAST(NULL AS VARCHAR) AS code, file, row FROM ({{rows}});
DELETE FROM duplicates;
