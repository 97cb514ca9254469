-- Whether every cell of some columns is clean as it is, and whether none is null, column by column.
SELECT {{tests}} FROM {{from}}
