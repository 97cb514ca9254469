INSERT INTO rejects SELECT r.* REPLACE (p.now AS file) FROM former.rejects r JOIN (VALUES {{places}}) p(before, now) ON r.file = p.before
