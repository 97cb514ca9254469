-- Transfers with nothing wrong in themselves, and what became of their names: a route, or a reason to reject them.
CREATE OR REPLACE TEMP VIEW named_transfers AS
SELECT t.*, n.route, n.code, n.code_column, n.code_value
FROM typed_transfers t JOIN names n
  ON t.sender = n.sender AND t.recipient = n.recipient AND t.fields = n.fields AND t.fields_listed = n.fields_listed
  AND t.purpose = n.purpose AND t.basis IS NOT DISTINCT FROM n.basis
WHERE {{sound}}
