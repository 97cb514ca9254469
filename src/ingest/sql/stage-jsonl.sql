-- Reads a batch of JSON lines into a staged log. Every line is an object, or it is malformed.
INSERT INTO {{table}}
SELECT {{file}}, {{row}}, line, {{columns}},
  CASE WHEN malformed IS NOT NULL{{is_wrong}} THEN CAST(json_object('malformed', malformed{{wrong}}) AS VARCHAR) END,
  CASE WHEN $keeps_text THEN text END
FROM (
  SELECT *,
    CASE WHEN problem IS NOT NULL THEN problem
      WHEN object IS NULL THEN 'it is not valid JSON'
      WHEN NOT is_object THEN 'it is not a JSON object' END AS malformed
  FROM (
    SELECT * {{parts}}
    FROM (
      SELECT *, {{inputs}}
      FROM (
        SELECT *,
          CASE WHEN is_object THEN json_extract_string(object, {{pointers}}) END AS texts,
          CASE WHEN is_object THEN json_type(object, {{pointers}}) END AS kinds
        FROM (
          SELECT *, coalesce(json_type(object) = 'OBJECT', false) AS is_object
          FROM (
            SELECT *, CASE WHEN problem IS NULL AND json_valid(text) AND NOT is_lax_json(text)
              THEN json_numbers_as_texts(text) END AS object
            FROM ({{records}})
            WHERE line > $header AND clean(text) IS NOT NULL
          )
        )
      )
    )
  )
)
