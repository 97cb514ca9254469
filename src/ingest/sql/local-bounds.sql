-- First and last local times that are written without an offset, by column.
SELECT {{bounds}} FROM ({{staged}})
