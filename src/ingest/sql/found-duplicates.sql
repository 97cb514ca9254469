-- Duplicates that were found elsewhere take the place of what was rejected here.
DELETE FROM rejects;
INSERT INTO duplicates SELECT file, row, record_id, route, at_us FROM ({{found}})
