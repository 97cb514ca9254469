-- Rows of text logs, as their cells say, before they are typed.
CREATE OR REPLACE TABLE {{table}} ({{columns}})
