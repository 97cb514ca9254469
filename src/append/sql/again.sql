-- Persons to be walked again: what was recorded of them before is not merely followed by what is new.
CREATE OR REPLACE TEMP TABLE again AS
SELECT user_id FROM fresh JOIN persons USING (user_id) WHERE first_at <= last_at
UNION SELECT user_id FROM ({{gone}})
UNION SELECT user_id FROM otherwise;
-- Persons who are new, or whose history goes on.
CREATE OR REPLACE TEMP TABLE further AS
SELECT f.user_id, coalesce(p.past, -1) AS past
FROM fresh f LEFT JOIN persons p USING (user_id) ANTI JOIN again a USING (user_id)
