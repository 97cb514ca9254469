-- The logs of the case, deterministic at every scale. Times are wall clock in Seoul. Persons are numbers; the members of a
-- day are a window over them that slides: who joined first leaves first.
CREATE TEMP MACRO members(day) AS CASE WHEN day < 469 THEN CAST($before AS BIGINT) ELSE CAST($after AS BIGINT) END;
CREATE TEMP MACRO first_member(day) AS (day * CAST($people - $after AS BIGINT)) // 1790;
CREATE TEMP MACRO user_name(i) AS 'kp-' || lpad(CAST(i AS VARCHAR), 8, '0');
