import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import neo4j, { type Driver } from 'neo4j-driver';
import { lock } from '../lock.js';
import { neo4jArtifacts, type Artifacts } from './artifacts.js';
import { Neo4jServer } from './server.js';

/** Where a Neo4j for tests is, and how to get in. */
export interface TestDatabase {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Where its HTTP API is; null for a database that was named by NEO4J_URI. */
  readonly http: string | null;
  readonly driver: Driver;
  /** Removes all nodes and relationships. */
  readonly clear: () => Promise<void>;
}

/** What the tests of a file need: a database, or the reason why they are skipped. */
export interface ForFile {
  /** For the option `skip` of tests: false when there is a database. */
  readonly skip: string | false;
  /** @throws Error when tests are to be skipped */
  readonly database: () => TestDatabase;
}

interface Address {
  readonly uri: string;
  readonly http: string | null;
}

/** Label of nodes that tests create as if somebody else had. */
export const FOREIGN_LABEL = 'OfSomebodyElse';

/**
 * A Neo4j database that this test file has to itself until it ends, empty: the one that NEO4J_URI names (with
 * NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE), or else a server that is started from Maven's artifacts, once for
 * all files of an `npm test`. Files that ask for it at once wait for each other.
 *
 * Where neither is possible the tests are skipped, with the reason; under CI=true that is an error.
 */
export async function neo4jForFile(): Promise<ForFile> {
  const env = process.env;
  const run = env['WAYLEAVE_TEST_RUN'] ?? mkdtempSync(join(tmpdir(), 'wayleave-tests-'));
  const unlock = await lock(join(run, 'neo4j.lock'));
  const named = env['NEO4J_URI'] ?? '';
  const found = named === '' ? await shared(run) : { uri: named, http: null };
  if ('missing' in found) {
    unlock();
    return { skip: unavailable(found), database: () => failMissing(found.missing) };
  }
  const user = env['NEO4J_USERNAME'] ?? 'neo4j';
  const password = env['NEO4J_PASSWORD'] ?? '';
  const database = env['NEO4J_DATABASE'] ?? 'neo4j';
  const driver = neo4j.driver(found.uri, neo4j.auth.basic(user, password));
  const clear = (): Promise<void> => clearDatabase(driver, database);
  after(async () => {
    await clear();
    await driver.close();
    unlock();
    if (env['WAYLEAVE_TEST_RUN'] === undefined) await removeOwn(run);
  });
  await clear();
  return { skip: false, database: () => ({ ...found, user, password, database, driver, clear }) };
}

/** The jars for a server of one's own, or the reason why there are none, under the same rules. */
export async function neo4jJarsForFile(): Promise<{ skip: string | false; lib: string }> {
  const artifacts = await neo4jArtifacts();
  return 'missing' in artifacts
    ? { skip: unavailable(artifacts), lib: '' }
    : { skip: false, lib: artifacts.lib };
}

function unavailable({ missing }: { readonly missing: string }): string {
  if (process.env['CI'] === 'true') return failMissing(missing);
  return `Neo4j is not available: ${missing}. Set NEO4J_URI to a database for tests, or install Java 17 and Maven.`;
}

function failMissing(missing: string): never {
  throw new Error(`these tests need Neo4j, and it is not available: ${missing}`);
}

let own: Neo4jServer | undefined;

/** So little that a test can use it up. */
const LIMITS = { 'db.memory.transaction.max': '300m' };

/** The server of this run of tests, started by whoever comes first. */
async function shared(run: string): Promise<Address | Exclude<Artifacts, { lib: string }>> {
  const known = join(run, 'neo4j.json');
  if (existsSync(known)) return JSON.parse(readFileSync(known, 'utf8')) as Address;
  const artifacts = await neo4jArtifacts();
  if ('missing' in artifacts) return artifacts;
  const owner = Number(process.env['WAYLEAVE_TEST_RUNNER'] ?? process.pid);
  own = await Neo4jServer.start({
    lib: artifacts.lib,
    owner,
    heap: '2g',
    settings: LIMITS,
    home: join(run, 'neo4j'),
  });
  const address = { uri: own.uri, http: own.http, pid: own.pid };
  writeFileSync(known, JSON.stringify(address));
  return address;
}

async function removeOwn(run: string): Promise<void> {
  await own?.remove();
  rmSync(run, { recursive: true, force: true, maxRetries: 5 });
}

/** @throws Error when it holds what neither Wayleave nor a test put there: it is not a database for tests */
async function clearDatabase(driver: Driver, database: string): Promise<void> {
  const session = driver.session({ database });
  try {
    const { records } = await session.run(
      'OPTIONAL MATCH (c:Case {program: $us}) WITH count(c) AS ours MATCH (n) WHERE ours = 0 AND NOT $foreign IN labels(n) RETURN count(n) AS strangers',
      { us: 'wayleave', foreign: FOREIGN_LABEL },
    );
    if (Number(records[0]?.get('strangers')) > 0) {
      throw new Error('NEO4J_URI names a database with nodes that no test made; name one that may be wiped');
    }
    await session.run('MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS');
  } finally {
    await session.close();
  }
}
