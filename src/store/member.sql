-- A person by their place among the members.
SELECT user_id FROM members WHERE rowid = $place::BIGINT
