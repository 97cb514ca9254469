-- First and last local times that are written without an offset; whether every cell is a time; and the time farthest from
-- 1970: by column.
SELECT {{bounds}} FROM ({{staged}})
