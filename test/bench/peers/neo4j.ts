import neo4j from 'neo4j-driver';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAsset } from '../../../src/assets.js';
import { neo4jArtifacts } from '../../support/neo4j/artifacts.js';
import { Neo4jServer } from '../../support/neo4j/server.js';
import { MAX_HOPS } from '../rival-transfers.js';

/**
 * The routes by which data goes abroad, and the people of each, by Neo4j alone: `node neo4j.js CASE ANSWER`. The server is
 * started first, which does not count: users have theirs running.
 */
const [caseDir = '', answer = ''] = process.argv.slice(2);

/** A node is a processor as one person's data sees it; of the transfers between two only the earliest that may follow matters. */
function routesOf(hops: number): string {
  let text = 'MATCH (s0:Stop {home: true})-[x:SENT]->(s1) WITH s0, s1, min(x.at) AS arrived';
  for (let i = 1; i < hops; i++) {
    const stops = Array.from({ length: i + 1 }, (_, j) => `s${j}`);
    const next = `s${i + 1}`;
    text += `
      MATCH (s${i})-[x:SENT]->(${next}) WHERE x.at >= arrived AND NOT ${next} IN [${stops.join(', ')}]
      WITH ${stops.join(', ')}, ${next}, min(x.at) AS arrived`;
  }
  const names = Array.from({ length: hops + 1 }, (_, j) => `s${j}.processor`).join(', ');
  return `${text}
      WITH * WHERE NOT s${hops}.home RETURN [${names}] AS route, count(*) AS people`;
}

const artifacts = await neo4jArtifacts();
if ('missing' in artifacts) throw new Error(artifacts.missing);
const server = await Neo4jServer.start({
  lib: artifacts.lib,
  owner: process.pid,
  heap: '2500m',
  // As a user would run it: with the compilers and the collector that serve throughput.
  quickStart: false,
  settings: { 'server.directories.import': caseDir, 'server.memory.pagecache.size': '512m' },
});
const driver = neo4j.driver(server.uri);
const session = driver.session();
try {
  const home = readFileSync(join(caseDir, 'processors.csv'), 'utf8')
    .split('\n')
    .filter((line) => line.endsWith(',KR'))
    .map((line) => line.split(',')[0]);
  process.stdout.write('began\n');
  const began = performance.now();
  await session.run(readAsset('test/bench/peers/neo4j-load.cypher'), { home });
  const loaded = performance.now();
  const people: Record<string, number> = {};
  for (let hops = 1; hops <= MAX_HOPS; hops++) {
    const { records } = await session.run(routesOf(hops));
    for (const r of records) people[(r.get('route') as string[]).join(' > ')] = Number(r.get('people'));
  }
  const load = (loaded - began) / 1000;
  writeFileSync(answer, JSON.stringify({ load, answer: (performance.now() - loaded) / 1000, people }));
} finally {
  await driver.close();
  await server.remove();
}
