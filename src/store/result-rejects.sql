-- The rejected rows of the run, into its result, which is complete then.
INSERT INTO result.rejects SELECT * FROM main.rejects ORDER BY file, row;
DETACH result;
