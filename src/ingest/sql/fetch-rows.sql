-- Transfers of one log file by their row numbers, as the log writes them.
SELECT row, line, user_id, sender, recipient, fields, purpose, basis, record_id FROM typed_transfers
WHERE row IN (SELECT unnest(from_json($rows, '["BIGINT"]')))
