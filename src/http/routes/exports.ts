import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { WayleaveError } from '../../errors.js';
import type { ExportFormat } from '../../export/format.js';
import { EXPORT_FORMATS } from '../../export/formats.js';
import { without } from '../../model/collect.js';
import { reportPolicy } from '../../report/html/case-report.js';
import { requireRole } from '../access/access.js';
import { LANGUAGES, type exportsContract } from '../contract/exports.js';
import { RequestError } from '../problem.js';
import { exportedPart } from './exported-part.js';
import type { Asked, Files, Handlers } from './handler.js';

export const exportHandlers: Handlers<keyof typeof exportsContract> = {
  exportGraph,

  getReport: async ({ service, served, snapshot, query, language, signal }) => {
    const lang = query.lang ?? language(LANGUAGES);
    const { limits } = served;
    const task = { kind: 'report', of: served.sourceOf(snapshot), lang, limits } as const;
    const { html, rows, persons } = await service.exporter.run<'report'>(task, () => undefined, signal);
    return {
      kind: 'text',
      type: 'text/html',
      text: html,
      policy: `${reportPolicy()}; frame-ancestors 'none'`,
      rows,
      persons,
    };
  },
};

async function exportGraph(asked: Asked<'exportGraph'>): Promise<Files> {
  const { service, served, snapshot, params, query, signal } = asked;
  const { users = false } = query;
  const format = EXPORT_FORMATS.get(params.format);
  if (format === undefined) throw new RangeError(`there is no format ${params.format}`);
  requireFitting(query, params.format, format.kind);
  if (users) requireUsers(asked);
  const rest = without(query, ['from', 'to', 'of', 'query', 'file', 'users']);
  const part = await exportedPart(asked, rest);
  const dir = served.store.beginRun();
  const done = (): void => {
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const task = {
      kind: 'export',
      of: served.sourceOf(snapshot),
      format: params.format,
      users,
      part,
      dir,
    } as const;
    const made = await service.exporter.run<'export'>(task, () => undefined, signal);
    const names = chosenOf(made, query.file);
    return {
      kind: 'files',
      dir: join(dir, 'files'),
      names,
      complete: part?.complete ?? snapshot.analysis.complete,
      audit: users || part?.persons != null,
      persons: part?.persons ?? [],
      rows: users ? snapshot.analysis.people : 0,
      ...servedAs(format, served.id, params.format, query.file),
      done,
    };
  } catch (error) {
    done();
    throw error;
  }
}

type ExportQuery = Asked<'exportGraph'>['query'];

/** @throws RequestError for parameters that do not go together, or with the format */
function requireFitting(
  { from, to, of, query: question, file }: ExportQuery,
  name: string,
  kind: ExportFormat['kind'],
): void {
  if (kind === 'stream' && (of !== undefined || question !== undefined)) {
    throw invalid('of', `${name} exports whole cases only`);
  }
  if (of !== undefined && question !== undefined) throw invalid('of', 'does not go with query');
  if (question !== undefined && (from ?? to) !== undefined) {
    throw invalid('query', 'is asked of the whole case: it does not go with from and to');
  }
  if (file !== undefined && kind === 'text') throw invalid('file', `${name} is one file`);
}

/** @throws WayleaveError FORBIDDEN, PERSONS_NOT_KEPT */
function requireUsers({ asker, snapshot }: Asked<'exportGraph'>): void {
  requireRole(asker, 'analyst');
  if (snapshot.analysis.named) return;
  throw new WayleaveError('PERSONS_NOT_KEPT', 'the result of this case keeps no names', {
    advice: 'Analyze with a larger WAYLEAVE_NAMED, or leave users out.',
  });
}

/**
 * Of the files that were made, the one that is asked for, or all.
 *
 * @throws RequestError when there is none of that name
 */
function chosenOf(made: readonly string[], file: string | undefined): readonly [string, ...string[]] {
  const [first, ...others] = file === undefined ? made : made.filter((name) => name === file);
  if (first === undefined) throw invalid('file', `is none of ${made.join(', ')}`);
  return [first, ...others];
}

/** What an export is called, and of which type it is: one text, one of several files, or all of them as a zip. */
function servedAs(
  format: ExportFormat,
  caseId: string,
  name: string,
  file: string | undefined,
): Pick<Files, 'type' | 'fileName'> {
  if (format.kind === 'text') return { type: format.mediaType, fileName: `${caseId}.${format.extension}` };
  if (file === undefined) return { type: 'application/zip', fileName: `${caseId}-${name}.zip` };
  return { type: file.endsWith('.csv') ? 'text/csv' : 'text/plain', fileName: file };
}

function invalid(name: string, detail: string): RequestError {
  return new RequestError([{ in: 'query', name, detail }]);
}
