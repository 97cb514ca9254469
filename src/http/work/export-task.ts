import { join } from 'node:path';
import { WayleaveError } from '../../errors.js';
import type { ExportFile } from '../../export/format.js';
import { EXPORT_FORMATS } from '../../export/formats.js';
import { fromCaseGraph } from '../../export/from-case-graph.js';
import { inducedGraph } from '../../export/induced.js';
import { writeExports } from '../../export/write-files.js';
import { caseGraph } from '../../graph/case-graph.js';
import { graphOf } from '../../graph/load.js';
import { Store } from '../../store/store.js';
import { held } from './held.js';
import type { Task } from './task.js';

/**
 * Writes the graph of an analysis, or a part of it, into the folder of the task.
 *
 * @returns the names of the files
 * @throws WayleaveError EXPORT_…, STALE_RESULT
 */
export async function exportFiles(task: Extract<Task, { kind: 'export' }>): Promise<readonly string[]> {
  const { of, format, users, part, dir } = task;
  const files = await filesOf(of, format, users, part);
  await writeExports(join(dir, 'files'), files);
  return files.map((f) => f.name);
}

async function filesOf(
  of: Parameters<typeof held>[0],
  name: string,
  users: boolean,
  part: Extract<Task, { kind: 'export' }>['part'],
): Promise<readonly ExportFile[]> {
  const format = EXPORT_FORMATS.get(name);
  if (format === undefined) throw new RangeError(`there is no format ${name}`);
  const { session, analysis } = await held(of);
  const { kase, fingerprint, store } = session;
  const whole = users
    ? graphOf({ kase, analysis, fingerprint, results: store, names: Store.open(of.names) })
    : caseGraph(kase, analysis, fingerprint, null);
  if (format.kind === 'stream') return format.write(whole);
  const graph =
    part === null
      ? await fromCaseGraph({ ...whole, complete: analysis.complete })
      : await inducedGraph(whole, new Set(part.named), part.complete);
  if (graph.order === 0) {
    throw new WayleaveError('EXPORT_EMPTY', 'what is asked for names nothing in the graph', {
      accepted: 'filters that something passes, or a query whose answer names trails, flows or other nodes',
    });
  }
  if (format.kind === 'files') return format.write(graph);
  return [{ name: `graph.${format.extension}`, pieces: () => format.write(graph) }];
}
