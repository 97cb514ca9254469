-- The consents of all files, as rows in JSON: each lasts until the person's next event about the notice, in whatever file, that is
-- no consent. Events of one instant count in the order in which they stand.
SELECT file, row_number() OVER (PARTITION BY file ORDER BY number, notice) AS row, line, problem, text
FROM (
  SELECT file, number, notice, line, problem, CASE WHEN problem IS NOT NULL THEN raw ELSE CAST(json_object(
      'user_id', user_id, 'notice', notice, 'given_at', time,
      'withdrawn_at', strftime(make_timestamp(ended), '%Y-%m-%dT%H:%M:%S.%fZ'), 'expires_at', expires) AS VARCHAR) END AS text
  FROM (
    SELECT *, min(CASE WHEN NOT given THEN at_us END) OVER (
      PARTITION BY user_id, notice ORDER BY at_us, file, number ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS ended
    FROM consent_events
  )
  WHERE problem IS NOT NULL OR given OR at_us IS NULL
)
WHERE clean(text) IS NOT NULL
