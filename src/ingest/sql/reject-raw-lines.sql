-- Rejected rows of a text file are shown as their lines, which were not kept: those of one batch.
UPDATE rejects SET raw = l.text
FROM ({{lines}}) l
WHERE rejects.file = $file AND rejects.line BETWEEN $line AND $line + $lines AND rejects.line = l.line AND rejects.raw IS NULL
