-- Rejected rows of a text file are shown as their lines, which were not kept: some lines of some files.
UPDATE rejects SET raw = l.text
FROM ({{lines}}) l
WHERE rejects.file = l.file AND rejects.line = l.line AND rejects.raw IS NULL
