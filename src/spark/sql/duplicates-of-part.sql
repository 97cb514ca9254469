SELECT file, row, record_id, route, CAST("at" AS BIGINT) AS at_us FROM {{from}} WHERE part = {{part}}
