-- Transfers with nothing wrong in themselves, and what became of their names: a route, or a reason to reject them.
CREATE OR REPLACE TEMP VIEW named_transfers AS
SELECT t.*, n.route, n.code, n.code_column, n.code_value
FROM typed_transfers t JOIN names n ON {{same}}
WHERE {{sound}}
