-- Transfers of one person, and those from people themselves, which tell who collects.
CREATE OR REPLACE TEMP TABLE person_rows AS
SELECT file, row, record_id FROM ({{staged}}) WHERE user_id = {{user}} OR sender = {{collected}};

-- Of rows with one record_id the first counts, whoever it is of.
INSERT INTO person_rows
SELECT file, row, NULL FROM ({{staged}}) WHERE record_id IN (SELECT record_id FROM person_rows WHERE record_id IS NOT NULL)
