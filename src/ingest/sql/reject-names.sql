INSERT INTO rejects
SELECT 'transfers', file, row, line, code_column, code, code_value, NULL, raw FROM named_transfers WHERE code IS NOT NULL
