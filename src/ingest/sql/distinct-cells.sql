(SELECT DISTINCT {{column}} FROM {{cells}})
