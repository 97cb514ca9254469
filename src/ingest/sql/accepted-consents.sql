-- The accepted consents; open ends are infinite.
SELECT user_id, notice_index AS notice, CAST(given_at_us AS DOUBLE) AS given_at,
  coalesce(CAST(withdrawn_at_us AS DOUBLE), 'infinity'::DOUBLE) AS withdrawn_at,
  coalesce(CAST(expires_at_us AS DOUBLE), 'infinity'::DOUBLE) AS expires_at
FROM judged_consents
WHERE problem IS NULL
