-- The rows that were rejected now, and those of the files that were read before and stayed, by the places of files now.
UPDATE rejects SET file = f.place FROM read_files f WHERE rejects.file = f.read_place;
