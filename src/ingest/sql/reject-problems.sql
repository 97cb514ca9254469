INSERT INTO rejects
SELECT {{log}}, file, row, line, problem_column, problem, {{value}}, malformed, raw FROM {{view}} WHERE problem IS NOT NULL
