INSERT INTO rejects
SELECT 'transfers', file, row, line, code_column, code, code_value, NULL, raw, user_id FROM named_transfers WHERE code IS NOT NULL
