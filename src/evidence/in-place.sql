-- Beside the views of the logs: which names were found, which rows are duplicates, and the accepted rows of all persons.
CREATE TEMP VIEW duplicates AS FROM read_parquet({{duplicates}});
CREATE TEMP VIEW accepted AS {{accepted}};
CREATE TEMP VIEW accepted_consents AS FROM read_parquet({{consents}});
