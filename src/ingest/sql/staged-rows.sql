SELECT file, row, line, wrong_of(wrong, 'malformed') AS malformed, raw, {{columns}} FROM {{table}}
