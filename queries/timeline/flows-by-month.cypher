// Records by month
//
// Transfers by calendar month (UTC), and what the verdicts of their flows are.
//
// @param sender: string = null. Id of the sending processor, or `@user`.
// @param recipient: Processor = null. Who receives.
// @param field: DataField = null. Only flows that carry this field.
// @param crossBorder: boolean = null. Only flows that cross a border, or only those that do not.
// @param from: string = null. First month, such as `2024-05`.
// @param to: string = null. Last month, such as `2024-05`.
// @returns month: string. Month, such as `2024-05`.
// @returns flows: integer. Flows with records in it.
// @returns records: integer. Transfers.
// @returns unsupported: integer. Transfers of unsupported flows.
// @returns contested: integer. Transfers of contested flows.
// @returns supported: integer. Transfers of supported flows.
// @returns outOfScope: integer. Transfers of flows that no pack applies to.
MATCH (f:Flow)
WHERE ($sender IS NULL OR f.sender = $sender)
  AND ($recipient IS NULL OR f.recipient = $recipient)
  AND ($field IS NULL OR $field IN f.fields)
  AND ($crossBorder IS NULL OR f.crossBorder = $crossBorder)
UNWIND range(0, size(f.months) - 1) AS i
WITH f.months[i] AS month, f.monthRecords[i] AS n, f.verdict AS verdict
WHERE ($from IS NULL OR month >= $from) AND ($to IS NULL OR month <= $to)
RETURN month, count(*) AS flows, sum(n) AS records,
  sum(CASE verdict WHEN 'unsupported' THEN n ELSE 0 END) AS unsupported,
  sum(CASE verdict WHEN 'contested' THEN n ELSE 0 END) AS contested,
  sum(CASE verdict WHEN 'supported' THEN n ELSE 0 END) AS supported,
  sum(CASE verdict WHEN 'out_of_scope' THEN n ELSE 0 END) AS outOfScope
ORDER BY month
