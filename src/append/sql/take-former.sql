-- What was found in files that were read before and stayed, by their places now.
INSERT INTO rejects SELECT r.* REPLACE (p.now AS file) FROM former.rejects r JOIN (VALUES {{places}}) p(before, now) ON r.file = p.before;
INSERT INTO places SELECT l.* REPLACE (p.now AS file) FROM former.places l JOIN (VALUES {{places}}) p(before, now) ON l.file = p.before;
