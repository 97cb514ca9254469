-- The rejected rows in the order in which they were written, each with whether the cell is the id of a person that is kept by name.
SELECT *, coalesce(value IN (SELECT user_id FROM members), false) AS names_person FROM rejects ORDER BY rowid
