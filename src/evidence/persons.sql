-- Everyone whose rows are to be gathered, with the hash by which they are known while that is done.
CREATE OR REPLACE TEMP TABLE gathered_persons AS SELECT user_id, past, {{hash}} AS hash FROM ({{persons}})
