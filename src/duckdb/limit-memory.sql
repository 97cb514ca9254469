SET memory_limit = '{{megabytes}}MB'
