INSERT INTO rejects
SELECT {{log}}, file, row, line, problem_column, problem, {{value}}, malformed, raw,
  CASE WHEN malformed IS NULL THEN coalesce(user_id, user_id_wrong) END
FROM {{view}} WHERE problem IS NOT NULL
