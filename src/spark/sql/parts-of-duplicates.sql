-- The parts of the logs of which a task has duplicates.
SELECT DISTINCT part FROM {{from}} ORDER BY part
