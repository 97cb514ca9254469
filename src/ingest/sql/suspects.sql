-- A cheap look before the search for duplicates: as many distinct hashes as record ids leave no room for any.
SELECT count(record_id) > count(DISTINCT hash(record_id)) AS suspect FROM named_transfers WHERE code IS NULL
