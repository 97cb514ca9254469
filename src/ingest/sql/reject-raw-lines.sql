-- A rejected row of a text file is shown as its line, which was not kept.
UPDATE rejects SET raw = l.text
FROM ({{lines}}) l
WHERE rejects.file = $file AND rejects.line = l.line AND rejects.raw IS NULL
