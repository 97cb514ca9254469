import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { WayleaveError } from '../../errors.js';
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
  const { service, served, snapshot, params, query, asker, signal } = asked;
  const { from, to, of, query: question, file, users = false } = query;
  const format = EXPORT_FORMATS.get(params.format);
  if (format === undefined) throw new RangeError(`there is no format ${params.format}`);
  if (format.kind === 'stream' && (of !== undefined || question !== undefined)) {
    throw invalid('of', `${params.format} exports whole cases only`);
  }
  if (of !== undefined && question !== undefined) throw invalid('of', 'does not go with query');
  if (question !== undefined && (from ?? to) !== undefined) {
    throw invalid('query', 'is asked of the whole case: it does not go with from and to');
  }
  if (file !== undefined && format.kind === 'text') throw invalid('file', `${params.format} is one file`);
  if (users) {
    requireRole(asker, 'analyst');
    if (!snapshot.analysis.named) {
      throw new WayleaveError('PERSONS_NOT_KEPT', 'the result of this case keeps no names', {
        advice: 'Analyze with a larger WAYLEAVE_NAMED, or leave users out.',
      });
    }
  }
  const rest = without(query, ['from', 'to', 'of', 'query', 'file', 'users']);
  const part = await exportedPart(asked, rest);
  const dir = served.store.beginRun();
  try {
    const task = {
      kind: 'export',
      of: served.sourceOf(snapshot),
      format: params.format,
      users,
      part,
      dir,
    } as const;
    const names = await service.exporter.run<'export'>(task, () => undefined, signal);
    const chosen = file === undefined ? names : names.filter((name) => name === file);
    const [first, ...others] = chosen;
    if (first === undefined) throw invalid('file', `is none of ${names.join(', ')}`);
    const base = `${served.id}-${params.format}`;
    return {
      kind: 'files',
      dir: join(dir, 'files'),
      names: [first, ...others],
      complete: part?.complete ?? snapshot.analysis.complete,
      audit: users || part?.persons != null,
      persons: part?.persons ?? [],
      rows: users ? snapshot.analysis.people : 0,
      ...(format.kind === 'text'
        ? { type: format.mediaType, fileName: `${served.id}.${format.extension}` }
        : file === undefined
          ? { type: 'application/zip', fileName: `${base}.zip` }
          : { type: first.endsWith('.csv') ? 'text/csv' : 'text/plain', fileName: first }),
      done: () => {
        rmSync(dir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(dir, { recursive: true, force: true });
    throw error;
  }
}

function invalid(name: string, detail: string): RequestError {
  return new RequestError([{ in: 'query', name, detail }]);
}
