SELECT {{columns}}, rows, numbered FROM (SELECT * {{parts}} FROM (SELECT {{inputs}}, rows, numbered FROM {{table}}))
