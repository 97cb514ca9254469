-- What was found in the files that are read now, by the places of files among all.
UPDATE rejects SET file = f.place FROM read_files f WHERE rejects.file = f.read_place;
UPDATE places SET file = f.place FROM read_files f WHERE places.file = f.read_place;
