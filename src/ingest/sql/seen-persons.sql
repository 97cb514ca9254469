(SELECT user_id AS {{column}} FROM seen_persons WHERE file = {{file}})
