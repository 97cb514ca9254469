// Contracts that carry nothing
//
// Contracts of the register that no flow relies on.
//
// @returns contract: Contract. The contract.
// @returns kind: string. outsourcing, scc, bcr, …
// @returns exporter: Processor. Who sends.
// @returns importer: Processor. Who receives.
// @returns signedAt: time. When it was signed.
// @returns endsAt: time. When it ends; null while it is open.
// @returns flows: integer. Flows from exporter to importer, whatever carries them.
// @returns hanging: integer. Flows that hang on a fact of it that nobody recorded.
MATCH (k:Contract)
WHERE NOT EXISTS { (k)<-[:RELIES_ON]-(:Flow) }
OPTIONAL MATCH (k)<-[:HANGS_ON]-(h:Flow)
WITH k, count(DISTINCT h) AS hanging
OPTIONAL MATCH (:Processor {id: k.exporter})-[:SENDS]->(f:Flow {recipient: k.importer})
RETURN k.id AS contract, k.kind AS kind, k.exporter AS exporter, k.importer AS importer, k.signedAtMicros AS signedAt,
  k.endsAtMicros AS endsAt, count(f) AS flows, hanging
ORDER BY contract
