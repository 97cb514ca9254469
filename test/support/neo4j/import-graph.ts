import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { neo4jImport } from '../../../src/export/neo4j-import.js';
import { writeExports } from '../../../src/export/write-files.js';
import type { CaseGraph } from '../../../src/graph/case-graph.js';

/**
 * Makes the database of a server that is not running yet, by Neo4j's own importer.
 *
 * @param lib folder of Neo4j's jars
 * @param files where the export goes: an empty folder, or one that is not there yet
 * @param home where the server will keep its data
 * @throws Error with what the importer said when it fails
 */
export async function importGraph(lib: string, graph: CaseGraph, files: string, home: string): Promise<void> {
  await writeExports(files, neo4jImport.write(graph));
  mkdirSync(join(home, 'conf'), { recursive: true });
  const ran = spawnSync(
    'java',
    [
      ...['-Xmx1g', '-cp', join(lib, '*'), 'org.neo4j.cli.AdminTool'],
      ...['database', 'import', 'full', 'neo4j', '@import.args'],
    ],
    {
      cwd: files,
      encoding: 'utf8',
      env: { ...process.env, NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') },
    },
  );
  if (ran.status !== 0) throw new Error(`${ran.stdout.slice(-2000)}${ran.stderr}`);
}
