-- A cheap look before the search for duplicates: as many distinct hashes as record ids leave no room for any. (A null has a
-- hash too, which must not make up for a duplicate.)
SELECT count(*) > count(DISTINCT hash(record_id)) AS suspect FROM named_transfers WHERE code IS NULL AND record_id IS NOT NULL
