-- Transfers as shards are told of them: who, when, and a code of route, file and row (evidence/history.ts tells how).
SELECT user_id, at_us, CAST(route AS BIGINT) * {{route}} + CAST({{place}} AS BIGINT) * {{file}} + row AS code FROM ({{rows}})
