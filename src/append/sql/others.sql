UNION ALL
SELECT p.user_id, n.now, p.last_at, n.place FROM persons p JOIN past_numbers n ON p.past = n.before
ANTI JOIN walked w ON p.user_id = w.user_id ANTI JOIN again a ON p.user_id = a.user_id
