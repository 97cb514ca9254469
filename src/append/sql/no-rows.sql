SELECT '' AS user_id, 0::UBIGINT AS person, 0::DOUBLE AS at_us, 0 AS route, 0 AS file, 0::BIGINT AS row WHERE false
