-- Of the files that are read now: their place there, their number in what is kept, and their place in the whole list.
CREATE OR REPLACE TEMP TABLE read_files (read_place INTEGER, number INTEGER, place INTEGER);
