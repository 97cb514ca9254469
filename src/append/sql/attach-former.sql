ATTACH {{path}} AS former (READ_ONLY)
