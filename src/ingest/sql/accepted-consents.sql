-- The accepted consents to notices that some rule asks for; open ends are infinite.
SELECT user_id, notice_index AS notice, CAST(given_at_us AS DOUBLE) AS given_at,
  coalesce(CAST(withdrawn_at_us AS DOUBLE), 'infinity'::DOUBLE) AS withdrawn_at,
  coalesce(CAST(expires_at_us AS DOUBLE), 'infinity'::DOUBLE) AS expires_at
FROM judged_consents
WHERE problem IS NULL AND notice_index IN (SELECT notice_index FROM notices WHERE asked)
