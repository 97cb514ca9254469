-- Nearly every text is ASCII, begins with a visible character and does not end in white space, which is cheap to see; trim with a
-- set is not.
CREATE OR REPLACE MACRO is_plain(t) AS t >= '!' AND t < {{delete}} AND strlen(t) = length(t) AND {{no_blank_end}};

-- Text of a cell: without white space around it; empty is null. The white space is what JavaScript's trim() takes away:
-- one literal, since a macro's text is bound anew for each cell that it is used for.
CREATE OR REPLACE MACRO clean(t) AS CASE
  WHEN is_plain(t) THEN t
  ELSE nullif(trim(t, {{blank}}), '') END;
CREATE OR REPLACE MACRO is_clean(t) AS CASE WHEN is_plain(t) THEN true ELSE t IS NOT DISTINCT FROM clean(t) END;

-- Clean text of a list with | between its items: null when it has none but blank ones.
CREATE OR REPLACE MACRO list_text(t) AS CASE
  WHEN ascii(t) BETWEEN 33 AND 126 AND ascii(t) <> ascii('|') THEN t
  WHEN clean(replace(t, '|', ' ')) IS NOT NULL THEN t END;

-- Cells of one CSV record (RFC 4180). The comma put before it makes every cell, the first too, one match. Blanks before a quote
-- are none of the cell, as those behind one.
CREATE OR REPLACE MACRO csv_cells(record) AS CASE
  WHEN contains(record, '"') THEN list_transform(
    regexp_extract_all(',' || record, ',\s*("(?:[^"]|"")*"|[^,]*)', 1),
    lambda c: CASE WHEN len(c) >= 2 AND c[1] = '"' AND c[-1] = '"' THEN replace(c[2:-2], '""', '"') ELSE c END)
  ELSE string_split(record, ',') END;

-- Whether every cell that begins with a quote ends with one: what stands behind it would be lost.
CREATE OR REPLACE MACRO csv_is_sound(record) AS NOT contains(record, '"') OR regexp_full_match(record,
  '(?:\s*"(?:[^"]|"")*"\s*|\s*(?:[^"\s,][^,]*)?)(?:,(?:\s*"(?:[^"]|"")*"\s*|\s*(?:[^"\s,][^,]*)?))*');

-- An ISO 8601 time taken apart: wall-clock microseconds since 1970, and the offset in microseconds where one is written.
-- Decimals beyond the sixth are cut. A text that is no time has a null wall clock.
CREATE OR REPLACE MACRO time_parts(t) AS regexp_extract(t,
  '^(\d{4}-\d\d-\d\d)(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$',
  ['day', 'minute', 'second', 'fraction', 'zone']);
CREATE OR REPLACE MACRO wall_clock(p) AS epoch_us(TRY_CAST(p.day || ' ' || CASE WHEN p.minute = '' THEN '00:00' ELSE p.minute END
  || ':' || CASE WHEN p.second = '' THEN '00' ELSE p.second END AS TIMESTAMP))
  + CASE WHEN p.fraction = '' THEN 0 ELSE CAST(rpad(p.fraction[1:6], 6, '0') AS BIGINT) END;
CREATE OR REPLACE MACRO written_offset(p) AS CASE
  WHEN p.zone = '' THEN NULL
  WHEN p.zone = 'Z' THEN 0
  ELSE CASE WHEN p.zone[1] = '-' THEN -1 ELSE 1 END
    * (CAST(p.zone[2:3] AS BIGINT) * 60 + CASE WHEN len(p.zone) > 3 THEN CAST(p.zone[-2:] AS BIGINT) ELSE 0 END) * 60000000
  END;

-- A time written anew: its wall clock, and its offset if it has one.
CREATE OR REPLACE MACRO offset_text(o) AS CASE WHEN o = 0 THEN 'Z'
  ELSE CASE WHEN o < 0 THEN '-' ELSE '+' END || strftime(make_timestamp(abs(o)), '%H:%M') END;
CREATE OR REPLACE MACRO time_text(wall, o) AS
  regexp_replace(CAST(make_timestamp(wall) AS VARCHAR), ' (\d)', 'T\1') || coalesce(offset_text(o), '');

-- A time in nanoseconds, cut after the sixth decimal. A cast goes towards zero, which before 1970 is a microsecond too late.
CREATE OR REPLACE MACRO without_nanoseconds(t) AS
  CAST(t AS TIMESTAMP) - to_microseconds(CAST(epoch_ns(t) % 1000 < 0 AS BIGINT));

-- Nearly every time is written with its seconds, in six decimals at most, and an offset of hours and minutes or none: as the
-- database writes times itself, which it reads in a third of the time. Any other text is null, and so is a day that is none.
CREATE OR REPLACE MACRO usual_sign(t) AS CASE WHEN t[-3] = ':' THEN CASE t[-6] WHEN '+' THEN 1 WHEN '-' THEN -1 END END;
CREATE OR REPLACE MACRO usual_time(t) AS CASE
  WHEN regexp_matches(t,
    '^\d{4}-\d\d-\d\d[T ](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$')
  THEN epoch_us(TRY_CAST(CASE WHEN usual_sign(t) IS NULL THEN t ELSE t[:-7] END AS TIMESTAMP)) END;
CREATE OR REPLACE MACRO usual_offset(t) AS CASE
  WHEN t[-1] = 'Z' THEN 0
  WHEN usual_sign(t) IS NOT NULL
  THEN usual_sign(t) * (CAST(t[-5:-4] AS BIGINT) * 60 + CAST(t[-2:] AS BIGINT)) * 60000000 END;

-- A number as text, where it is a whole one that is exact as a double; null for any other.
CREATE OR REPLACE MACRO whole_text(n) AS CASE
  WHEN isfinite(CAST(n AS DOUBLE)) AND abs(n) <= 9007199254740991 AND n = trunc(n) THEN CAST(CAST(n AS BIGINT) AS VARCHAR) END;
-- The same of a decimal, all digits of which are exact. It is cut as text, since trunc() may make a double of it.
CREATE OR REPLACE MACRO whole_decimal_text(t) AS CASE
  WHEN regexp_full_match(t, '[^.]*(?:\.0*)?') THEN split_part(t, '.', 1) END;

-- What the database takes for JSON beyond RFC 8259: a comma before a closing bracket, NaN and infinities; and a NUL, which no
-- text has. Few texts look like it even at first sight; then it is looked for outside of strings.
CREATE OR REPLACE MACRO is_lax(t) AS regexp_matches(t, ',\s*[\]}]|[nN][aA][nN]|[iI][nN][fF]');
CREATE OR REPLACE MACRO is_lax_json(t) AS
  is_lax(t) AND is_lax(regexp_replace(t, '"(?:[^"\\]|\\.)*"', '""', 'g'))
  OR contains(t, '\u0000') AND regexp_matches(t, '(?:^|[^\\])(?:\\\\)*\\u0000');

-- A number with decimals or an exponent is read as the nearest double, and -0 as 0: written as texts, ids stay what they are. Texts
-- are passed over; that of two characters which no JSON holds, only a number has something between them.
CREATE OR REPLACE MACRO json_numbers_as_texts(t) AS CASE
  WHEN regexp_matches(t, '[:\[,]\s*(?:-?\d+[.eE]|-0)') THEN replace(replace(replace(
    regexp_replace(t, '("(?:[^"\\]|\\.)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)', '\1' || chr(1) || '\2' || chr(2), 'g'),
    chr(1) || chr(2), ''), chr(1), '"'), chr(2), '"')
  ELSE t END;

-- Text of a JSON scalar, given as text and type: a number is its text. Null for everything else (see json_bad).
CREATE OR REPLACE MACRO json_text(value, kind) AS CASE
  WHEN kind = 'VARCHAR' THEN clean(value)
  WHEN kind IN ('BIGINT', 'UBIGINT', 'HUGEINT', 'DOUBLE') THEN value END;
CREATE OR REPLACE MACRO json_bad(kind) AS coalesce(kind IN ('OBJECT', 'ARRAY', 'BOOLEAN'), false);

-- A JSON list of texts and numbers only; and one with an item that is not blank. Both are plain to see where all items are texts
-- that begin with a visible ASCII character.
CREATE OR REPLACE MACRO json_list_is_plain(value) AS
  regexp_full_match(value, '\["[!#-\[\]-~][^"\\]*"(?:,"[!#-\[\]-~][^"\\]*")*\]');
CREATE OR REPLACE MACRO json_list_is_flat(value) AS CASE
  WHEN json_list_is_plain(value) THEN true
  ELSE len(list_filter(json_type(value, '$[*]'), lambda kind: kind IN ('OBJECT', 'ARRAY', 'BOOLEAN', 'NULL'))) = 0 END;
CREATE OR REPLACE MACRO json_list_has_items(value) AS CASE
  WHEN json_list_is_plain(value) THEN true
  ELSE len(list_filter(json_extract_string(value, '$[*]'), lambda item: item IS NULL OR clean(item) IS NOT NULL)) > 0 END;

-- One of the things that are wrong with a row (ingest/columns.ts).
CREATE OR REPLACE MACRO wrong_of(wrong, what) AS CASE WHEN wrong IS NOT NULL THEN wrong ->> what END;
