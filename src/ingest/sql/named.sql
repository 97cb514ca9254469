-- Transfers with nothing wrong in themselves, and what became of their names: a route, or a reason to reject them.
CREATE OR REPLACE TEMP VIEW named_transfers AS
SELECT t.*, n.route, n.code, n.code_column, n.code_value
FROM typed_transfers t JOIN names n ON {{same}}
WHERE {{sound}};
-- Those that have a route: `route_code` is its number times a unit, multiplied once for each combination of names.
CREATE OR REPLACE TEMP MACRO routed_transfers(route_unit) AS TABLE
SELECT t.*, n.route_code
FROM typed_transfers t
JOIN (SELECT *, CAST(route AS BIGINT) * route_unit AS route_code FROM names WHERE code IS NULL AND route IS NOT NULL) n ON {{same}}
WHERE {{sound}}
