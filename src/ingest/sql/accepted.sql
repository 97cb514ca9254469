-- The accepted transfers of the window: who, when, on which route, and where in the logs ($pack puts file and row into one number).
SELECT t.user_id, CAST(t.at_us AS DOUBLE) AS at_us, t.route, t.file * {{pack}} + t.row AS row
FROM named_transfers t {{unique}}
WHERE t.code IS NULL AND t.route IS NOT NULL AND t.at_us >= {{from}} AND t.at_us < {{until}}
