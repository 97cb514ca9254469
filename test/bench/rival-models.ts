/** How transfers may be kept in Neo4j without an analysis, and the question in its Cypher. */
export interface RivalModel {
  readonly name: string;
  /** Statements before the transfers; `$processors` are known. */
  readonly before: readonly string[];
  /** Loads `$rows`; `$homes` are the processors at home. */
  readonly batch: string;
  /** Statements once all are there. */
  readonly after: readonly string[];
  /** Returns `route` and `people`. */
  readonly question: string;
}

const AWAIT = 'CALL db.awaitIndexes(300)';

/** A transfer is a node; what the same person's data may do next is a relationship, made once at loading. */
const nodes: RivalModel = {
  name: 'Neo4j, transfers as nodes',
  before: ['CREATE INDEX FOR (t:Transfer) ON (t.user, t.sender)', AWAIT],
  batch: `UNWIND $rows AS row
    CREATE (:Transfer {user: row.user, at: row.at, sender: row.sender, recipient: row.recipient,
      fromHome: row.sender IN $homes, toHome: row.recipient IN $homes})`,
  after: [
    `MATCH (x:Transfer)
    CALL (x) {
      MATCH (y:Transfer {user: x.user, sender: x.recipient})
      WHERE y.at >= x.at
      CREATE (x)-[:NEXT]->(y)
    } IN TRANSACTIONS OF 10000 ROWS`,
  ],
  question: `MATCH path = (first:Transfer {fromHome: true})-[:NEXT*0..3]->(:Transfer {toHome: false})
    WITH first.user AS user, [first.sender] + [t IN nodes(path) | t.recipient] AS route
    WHERE all(i IN range(0, size(route) - 2) WHERE NOT route[i] IN route[i + 1..])
    RETURN route, count(DISTINCT user) AS people`,
};

const hop = (i: number): string => `MATCH (p${i})-[x${i}:SENT]->(p${i + 1}:Processor)
      USING INDEX x${i}:SENT(user)
      WHERE x${i}.user = x${i - 1}.user AND x${i}.at >= x${i - 1}.at`;

/** The routes of so many hops. */
function routesOf(hops: number): string {
  const later = Array.from({ length: hops - 1 }, (_, i) => i + 1);
  const different = later.map(
    (i) => `AND NOT p${i + 1} IN [${Array.from({ length: i + 1 }, (_, j) => `p${j}`).join(', ')}]`,
  );
  const ids = Array.from({ length: hops + 1 }, (_, i) => `p${i}.id`).join(', ');
  return `MATCH (p0:Processor {home: true})-[x0:SENT]->(p1:Processor)
    ${later.map((i) => `${hop(i)} ${different[i - 1] ?? ''}`).join('\n    ')}
    WITH p0, ${Array.from({ length: hops }, (_, i) => `p${i + 1}`).join(', ')}, x0.user AS user
    WHERE NOT p${hops}.home
    RETURN [${ids}] AS route, count(DISTINCT user) AS people`;
}

/** A transfer is a relationship between processors. */
const relationships: RivalModel = {
  name: 'Neo4j, transfers as relationships',
  before: [
    'CREATE INDEX FOR ()-[x:SENT]-() ON (x.user)',
    'CREATE CONSTRAINT FOR (p:Processor) REQUIRE p.id IS UNIQUE',
    'UNWIND $processors AS p CREATE (:Processor {id: p.id, home: p.home})',
    AWAIT,
  ],
  batch: `UNWIND $rows AS row
    MATCH (s:Processor {id: row.sender}), (r:Processor {id: row.recipient})
    CREATE (s)-[:SENT {user: row.user, at: row.at}]->(r)`,
  after: [],
  question: [1, 2, 3, 4].map(routesOf).join('\n    UNION ALL\n    '),
};

/** The faster one first. */
export const RIVAL_MODELS: ReadonlyMap<string, RivalModel> = new Map([
  ['nodes', nodes],
  ['relationships', relationships],
]);
