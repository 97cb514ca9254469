INSERT INTO duplicates SELECT file, row, record_id, route, at_us FROM repeated;
INSERT INTO rejects
SELECT 'transfers', t.file, t.row, t.line, 'record_id', 'DUPLICATE_RECORD_ID', t.record_id, NULL, t.raw, t.user_id
FROM named_transfers t SEMI JOIN repeated d ON t.file = d.file AND t.row = d.row
