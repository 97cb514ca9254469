// First arrivals abroad by month
//
// In which calendar month (UTC) data first arrived by each foreign trail: when new ways opened.
//
// @param destination: Processor = null. Where the trail ends.
// @param jurisdiction: Jurisdiction = null. Where the last recipient is established.
// @returns month: string. Month, such as `2024-05`.
// @returns trails: integer. Foreign trails by which data first arrived in it.
// @returns unsupported: integer. Those of them that are unsupported.
MATCH (t:Trail)
WHERE t.foreign
  AND ($destination IS NULL OR t.destination = $destination)
  AND ($jurisdiction IS NULL OR t.jurisdiction = $jurisdiction)
RETURN substring(t.arrivedAt, 0, 7) AS month, count(*) AS trails,
  sum(CASE t.verdict WHEN 'unsupported' THEN 1 ELSE 0 END) AS unsupported
ORDER BY month
