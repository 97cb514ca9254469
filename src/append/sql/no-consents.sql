SELECT '' AS user_id, 0 AS notice, 0::DOUBLE AS given_at, 0::DOUBLE AS withdrawn_at, 0::DOUBLE AS expires_at WHERE false
