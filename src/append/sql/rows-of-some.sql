-- Transfers of some persons, found by their hash; that no two have the same was proved when it was kept.
SELECT p.user_id, p.person, s.at_us, s.route, s.file, s.row
FROM ({{query}}) s JOIN (SELECT user_id, hash(user_id) AS person FROM read_parquet({{persons}})) p USING (person)
