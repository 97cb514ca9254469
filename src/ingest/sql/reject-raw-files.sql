-- The same of small files.
UPDATE rejects SET raw = l.text
FROM ({{lines}}) l
WHERE rejects.file = l.file AND rejects.line = l.line AND rejects.raw IS NULL
