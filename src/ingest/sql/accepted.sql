-- The accepted transfers of the window: who, when, and a code of route, file and row (evidence/history.ts tells how).
SELECT t.user_id, CAST(t.at_us AS DOUBLE) AS at_us,
  t.route_code + (CAST(t.file AS BIGINT) * {{file}} + t.row) AS code
FROM routed_transfers({{route}}) t {{unique}}
WHERE {{within}}
