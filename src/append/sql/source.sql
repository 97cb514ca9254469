-- What a shard reads.
CREATE TEMP VIEW accepted AS {{accepted}};
CREATE TEMP VIEW accepted_consents AS {{consents}};
