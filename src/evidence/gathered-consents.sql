-- The accepted consents of the persons of one pass over the logs.
SELECT hash, CAST(notice AS DOUBLE) AS notice, given_at, withdrawn_at, expires_at
FROM (SELECT {{hash}} AS hash, notice, given_at, withdrawn_at, expires_at FROM ({{consents}})) WHERE {{mine}}
