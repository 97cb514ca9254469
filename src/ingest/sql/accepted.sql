-- The accepted transfers of the window: who, when, and a code of route, file and row (evidence/history.ts tells how).
SELECT t.user_id, CAST(t.at_us AS DOUBLE) AS at_us,
  CAST(t.route AS BIGINT) * {{route}} + CAST(t.file AS BIGINT) * {{file}} + t.row AS code
FROM named_transfers t {{unique}}
WHERE t.code IS NULL AND t.route IS NOT NULL AND {{within}}
