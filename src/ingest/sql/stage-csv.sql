-- Reads a batch of CSV records into a staged log. $width is the number of cells of the header.
INSERT INTO {{table}}
SELECT {{file}}, {{row}}, line, {{columns}},
  CASE WHEN malformed IS NOT NULL{{is_wrong}} THEN CAST(json_object('malformed', malformed{{wrong}}) AS VARCHAR) END,
  CASE WHEN $keeps_text THEN text END
FROM (
  SELECT *,
    CASE WHEN problem IS NOT NULL THEN problem
      WHEN contains(text, chr(0)) THEN 'it holds a NUL byte: it is no text'
      WHEN NOT csv_is_sound(text) THEN 'it has text behind a closing quote'
      WHEN len(cells) <> $width THEN 'it has ' || len(cells) || ' cells, the header has ' || $width END AS malformed
  FROM (
    SELECT * {{parts}}
    FROM (
      SELECT *, {{inputs}}
      FROM (
        SELECT *, csv_cells(text) AS cells
        FROM ({{records}})
        WHERE line > $header AND clean(text) IS NOT NULL
      )
    )
  )
)
