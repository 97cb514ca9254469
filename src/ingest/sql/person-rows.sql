SELECT DISTINCT file, row FROM person_rows ORDER BY ALL
