-- A table or query, kept for connections of their own.
COPY ({{query}}) TO {{path}} (FORMAT parquet)
