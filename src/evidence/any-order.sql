-- The order of rows within a list does not matter: every history is sorted when it is walked.
SET preserve_insertion_order = false
