-- A table of a result, in the order in which it was written.
SELECT {{columns}} FROM {{table}}
