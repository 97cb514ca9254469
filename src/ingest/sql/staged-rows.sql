SELECT * FROM {{table}}
