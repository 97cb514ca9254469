-- Rows dealt into one folder per shard, by a hash of the person.
COPY (SELECT *, hash(user_id) % {{shards}} AS shard FROM ({{query}}))
TO {{folder}} (FORMAT parquet, PARTITION_BY (shard), OVERWRITE_OR_IGNORE)
