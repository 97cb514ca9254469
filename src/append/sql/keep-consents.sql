-- The accepted consents of the files that are read now; open ends are infinite.
COPY (
  SELECT f.number AS file, c.user_id, c.notice_index AS notice, CAST(c.given_at_us AS DOUBLE) AS given_at,
    coalesce(CAST(c.withdrawn_at_us AS DOUBLE), 'infinity'::DOUBLE) AS withdrawn_at,
    coalesce(CAST(c.expires_at_us AS DOUBLE), 'infinity'::DOUBLE) AS expires_at
  FROM judged_consents c JOIN read_files f ON c.file = f.read_place
  WHERE c.problem IS NULL
) TO {{path}} (FORMAT parquet)
