-- Whether every cell of some columns is clean as it is, column by column.
SELECT {{tests}} FROM {{from}}
