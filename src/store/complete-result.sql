-- What the run knows of its files, and the rejected rows, into its result, which is complete then.
INSERT INTO result.places SELECT * FROM main.places ORDER BY file, byte;
INSERT INTO result.rejects SELECT * FROM main.rejects ORDER BY file, row;
CHECKPOINT result;
DETACH result;
