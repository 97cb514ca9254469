// Notices that carry nothing
//
// Notices of the register that no flow relies on.
//
// @returns notice: Notice. The notice.
// @returns controller: Processor. Who asks.
// @returns scope: string. collect, provide or overseas.
// @returns recipients: string[]. Recipients that it lists; `*` is any.
// @returns hanging: integer. Flows that hang on a fact of it that nobody recorded.
MATCH (n:Notice)
WHERE NOT EXISTS { (n)<-[:RELIES_ON]-(:Flow) }
OPTIONAL MATCH (n)<-[:HANGS_ON]-(f:Flow)
RETURN n.id AS notice, n.controller AS controller, n.scope AS scope, n.recipients AS recipients,
  count(DISTINCT f) AS hanging
ORDER BY notice
