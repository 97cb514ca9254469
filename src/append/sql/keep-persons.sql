-- Everyone's past and the time of their last transfer, as they are now.
COPY (
  SELECT w.user_id, n.now AS past, w.last_at, n.place FROM walked w JOIN past_numbers n ON w.past = n.before
  {{others}}
) TO {{path}} (FORMAT parquet)
