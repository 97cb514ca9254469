-- The accepted transfers of the whole log, whatever the window, that any count looks at.
CREATE OR REPLACE TEMP {{kind}} counted AS
SELECT t.route, t.user_id, t.at_us FROM named_transfers t ANTI JOIN duplicates d ON t.file = d.file AND t.row = d.row
WHERE t.code IS NULL AND t.route IN (SELECT route FROM counted_routes)
