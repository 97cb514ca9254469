-- The histories of the persons of one shard: each person's accepted transfers and consents, as lists.
SELECT t.user_id, t.at_us, t.code,
  coalesce(c.notice, []) AS notice, coalesce(c.given_at, []) AS given_at,
  coalesce(c.withdrawn_at, []) AS withdrawn_at, coalesce(c.expires_at, []) AS expires_at
FROM (
  SELECT user_id, list(at_us) AS at_us, list(code) AS code FROM accepted WHERE {{mine}} GROUP BY user_id
) t
LEFT JOIN (
  SELECT user_id, list(CAST(notice AS INTEGER)) AS notice, list(given_at) AS given_at,
    list(withdrawn_at) AS withdrawn_at, list(expires_at) AS expires_at
  FROM accepted_consents WHERE {{mine}} GROUP BY user_id
) c USING (user_id)
