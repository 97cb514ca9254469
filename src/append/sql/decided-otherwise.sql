-- Persons with a record that is decided otherwise than it was.
INSERT INTO otherwise SELECT user_id FROM persons SEMI JOIN some_pasts USING (past)
