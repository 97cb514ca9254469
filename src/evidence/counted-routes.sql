-- Which routes each count looks at.
CREATE OR REPLACE TEMP TABLE counted_routes (count INTEGER, route INTEGER);
