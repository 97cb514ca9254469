-- Rows that stand before the accepted row whose record_id they repeat: they would be accepted in its place.
SELECT count(*) AS n FROM repeated r JOIN read_files f ON r.file = f.read_place WHERE f.place < r.first_place
