import type { CaseGraph } from '../case-graph.js';
import type { GraphCounts, NodeRows, RelationshipRows } from '../graph-rows.js';
import { size } from '../reconcile.js';
import { Child } from './child.js';
import { errorOf, type LoaderMessage, type LoaderReply } from './messages.js';
import { countMaps } from './schema-counts.js';

/** Megabytes of JavaScript heap of the process that builds: it keeps the keys of all nodes. */
const HEAP = 4096;

/**
 * Builds a graph as a file, in a process of its own: the next rows are written out here while it works through those
 * before.
 *
 * @param dir an empty folder for what is needed on the way
 * @param path where the file is to be; only when it is whole
 * @returns what the engine counts
 */
export async function buildGraph(
  graph: CaseGraph,
  dir: string,
  path: string,
  onProgress: (done: number, total: number) => void,
): Promise<GraphCounts> {
  const total = size(graph);
  const loader = new Child<LoaderMessage, LoaderReply>('./loader.js', [dir], HEAP);
  const ask = async (message: LoaderMessage): Promise<GraphCounts> => {
    const reply = await loader.ask(message);
    if (reply.kind === 'failed') throw errorOf(reply);
    return countMaps(reply);
  };
  try {
    let done = 0;
    onProgress(done, total);
    let before: Promise<unknown> = Promise.resolve();
    for await (const { message, rows } of messages(graph)) {
      await before;
      onProgress(done, total);
      done += rows;
      before = ask(message);
      before.catch(() => undefined);
    }
    await before;
    onProgress(total, total);
    await ask({ kind: 'index' });
    return await ask({ kind: 'save', path });
  } finally {
    await loader.end();
  }
}

interface Piece {
  readonly message: LoaderMessage;
  readonly rows: number;
}

async function* messages({ nodes, relationships }: CaseGraph): AsyncGenerator<Piece> {
  for (const rows of nodes) yield* nodePieces(rows);
  for (const rows of relationships) yield* relationshipPieces(rows);
}

async function* nodePieces({ label, pieces }: NodeRows): AsyncGenerator<Piece> {
  for await (const piece of pieces()) {
    const text = piece.map((properties) => `${JSON.stringify(properties)}\n`).join('');
    const properties = Object.keys(piece[0] ?? {}).length;
    yield { message: { kind: 'nodes', label, text, properties }, rows: piece.length };
  }
}

async function* relationshipPieces({ type, from, to, pieces }: RelationshipRows): AsyncGenerator<Piece> {
  for await (const piece of pieces()) {
    const text = JSON.stringify(piece.map((row) => [row.from, row.to, row.properties]));
    yield { message: { kind: 'relationships', type, from, to, text }, rows: piece.length };
  }
}
