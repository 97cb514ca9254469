import type { BatchEdgeInput, GrafeoDB } from '@grafeo-db/js';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { internal, reason, WayleaveError } from '../../errors.js';
import { cypherFile } from '../cypher-file.js';
import { NODES, RELATIONSHIPS } from '../schema.js';
import { loadEngine } from './engine.js';
import { failureOf, type LoaderMessage, type LoaderReply } from './messages.js';
import { countsOf } from './schema-counts.js';
import { removeOwnScratch } from './scratch.js';

/**
 * The process that builds a graph: in memory, and saved to a file when it is whole. It ends when its parent is gone.
 *
 * Argument: a folder for what it needs on the way.
 */
const [, , dir = ''] = process.argv;

process.on('exit', removeOwnScratch);
process.on('disconnect', () => process.exit(1));
const engine = loadEngine();
engine.catch(() => undefined);
let db: GrafeoDB | undefined;
/** The engine's numbers of nodes, by label and key. */
const numbers = new Map<string, Map<string, number>>();

process.on('message', (message: LoaderMessage) => {
  void obey(message).then(
    (reply) => process.send?.(reply),
    (error: unknown) => {
      const failure =
        error instanceof WayleaveError
          ? error
          : internal(`the graph cannot be built: ${reason(error)}`, error);
      process.send?.(failureOf(failure));
    },
  );
});

async function obey(message: LoaderMessage): Promise<LoaderReply> {
  db ??= (await engine).create();
  switch (message.kind) {
    case 'nodes':
      await createNodes(db, message);
      break;
    case 'relationships':
      await createRelationships(db, message);
      break;
    case 'index':
      await makeSchema(db);
      break;
    case 'save':
      db.save(message.path);
      break;
  }
  return { kind: 'done', ...countsOf(db) };
}

/** Nodes of up to so many properties are handed over as objects; larger ones the engine reads faster from a file. */
const FEW = 3;

async function createNodes(
  into: GrafeoDB,
  { label, text, properties }: LoaderMessage & { kind: 'nodes' },
): Promise<void> {
  if (properties <= FEW) {
    const rows = `[${text.trimEnd().replaceAll('\n', ',')}]`;
    await into.batchCreateNodesWithProps(label, JSON.parse(rows) as object[]);
    return;
  }
  const path = join(dir, 'nodes.jsonl');
  writeFileSync(path, text);
  await into.importJsonl(path, { label });
  rmSync(path);
}

type Row = readonly [from: string, to: string, properties: Readonly<Record<string, unknown>>];

async function createRelationships(
  into: GrafeoDB,
  { type, from, to, text }: LoaderMessage & { kind: 'relationships' },
): Promise<void> {
  const [sources, targets] = [await numbersOf(into, from), await numbersOf(into, to)];
  const edges = (JSON.parse(text) as Row[]).map(([source, target, properties]): BatchEdgeInput => {
    const [src, dst] = [sources.get(source), targets.get(target)];
    if (src === undefined || dst === undefined) {
      throw new WayleaveError(
        'GRAPH_MISMATCH',
        `${type} joins ${from} ${source} and ${to} ${target}, but there is no such node`,
      );
    }
    return { src, dst, type, properties };
  });
  await into.batchCreateEdges(edges);
}

/**
 * The nodes of a label by key. Nodes are all there before the first relationship.
 *
 * @throws WayleaveError GRAPH_MISMATCH when two have the same key: a constraint that comes afterwards does not look
 */
async function numbersOf(of: GrafeoDB, label: string): Promise<ReadonlyMap<string, number>> {
  const known = numbers.get(label);
  if (known !== undefined) return known;
  const key = NODES.find((node) => node.label === label)?.key ?? 'id';
  const result = await of.executeCypher(cypherFile('graph/embedded/cypher/keys.cypher', { label, key }));
  const rows = result.rows() as unknown as readonly (readonly [number, string])[];
  const found = new Map(rows.map(([id, name]) => [name, id]));
  if (found.size < rows.length) {
    throw new WayleaveError('GRAPH_MISMATCH', `${rows.length} nodes :${label} have ${found.size} keys`);
  }
  numbers.set(label, found);
  return found;
}

/** A constraint does not serve look-ups in this engine; an index beside it does. */
async function makeSchema(of: GrafeoDB): Promise<void> {
  const run = (file: string, names: Record<string, string>): Promise<unknown> =>
    of.executeCypher(cypherFile(`graph/embedded/cypher/${file}.cypher`, names));
  for (const { label, key, indexes } of NODES) {
    await numbersOf(of, label);
    await run('unique', { name: `${label}_${key}_unique`, label, property: key });
    for (const property of [key, ...indexes]) {
      await run('index', { name: `${label}_${property}`, label, property });
    }
  }
  // JSON does not tell 1.0 from 1, and whole numbers divide otherwise.
  for (const { type, properties } of RELATIONSHIPS) {
    for (const property of properties) {
      if (property.type === 'float') await run('as-float', { type, property: property.name });
    }
  }
}
