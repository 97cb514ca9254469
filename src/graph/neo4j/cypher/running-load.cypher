SHOW TRANSACTIONS YIELD metaData
WHERE metaData.load = $load
RETURN count(*) AS running
