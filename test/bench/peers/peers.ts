import { join } from 'node:path';
import { packageRoot } from '../../../src/assets.js';
import { neo4jArtifacts } from '../../support/neo4j/artifacts.js';
import { pythonWith } from '../../support/python.js';

/** `routes`: the routes of up to four hops that lead abroad. `reach`: from which origin data came to which recipient abroad. */
export type Question = 'routes' | 'reach';

/** Somebody who answers a question. */
export interface Peer {
  readonly name: string;
  readonly question: Question;
  /** The program that is given a case and where its answer goes, or why it cannot run on this machine. */
  readonly program: () => Promise<readonly [string, ...string[]] | { readonly missing: string }>;
  /** What follows case and answer. */
  readonly words?: readonly string[];
}

/** Everybody; those of a question are compared with the first. */
export const PEERS: readonly Peer[] = [
  {
    name: 'Wayleave, graph and saved query',
    question: 'routes',
    program: node('wayleave'),
    words: ['graph'],
  },
  { name: 'Wayleave, analysis alone', question: 'routes', program: node('wayleave'), words: ['trails'] },
  { name: 'DuckDB, SQL by hand', question: 'routes', program: node('duckdb'), words: ['routes'] },
  { name: 'rustworkx and Polars', question: 'routes', program: python('rustworkx') },
  { name: 'LadybugDB', question: 'routes', program: python('ladybug') },
  { name: 'Neo4j alone', question: 'routes', program: neo4j },
  { name: 'Wayleave, analysis alone', question: 'reach', program: node('wayleave'), words: ['reach'] },
  { name: 'DuckDB, SQL by hand', question: 'reach', program: node('duckdb'), words: ['reach'] },
  { name: 'Raphtory', question: 'reach', program: python('raphtory', 'reach') },
];

const FOLDER = ['test', 'bench', 'peers'] as const;

function node(name: string) {
  return (): Promise<readonly [string, string]> =>
    Promise.resolve([process.execPath, join(packageRoot(), 'dist', ...FOLDER, `${name}.js`)]);
}

function python(name: string, question: Question = 'routes'): Peer['program'] {
  return async () => {
    const found = await pythonWith(join(...FOLDER, 'requirements', `${name}.txt`));
    const script = join(packageRoot(), ...FOLDER, `${name}_${question}.py`);
    return 'program' in found ? [found.program, script] : { missing: found.skip };
  };
}

async function neo4j(): ReturnType<Peer['program']> {
  const artifacts = await neo4jArtifacts();
  return 'missing' in artifacts ? artifacts : node('neo4j')();
}
