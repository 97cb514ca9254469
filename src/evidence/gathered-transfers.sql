-- The accepted transfers of the persons of one pass over the logs.
SELECT hash, at_us, code FROM (SELECT {{hash}} AS hash, at_us, code FROM ({{transfers}})) WHERE {{mine}}
