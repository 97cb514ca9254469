import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { decompress } from 'fzstd';
import { WayleaveError } from '../errors.js';
import { jsonDocumentsOf } from '../input/json-documents.js';
import { fieldOf, readRunEvent, sourcesOf, type Dataset } from '../input/openlineage.js';
import type { Cell } from '../input/table-row.js';
import { METHODS, type Method } from '../model/case.js';
import type { LineageFields } from '../model/imports.js';
import type { DocumentFile } from './documents.js';
import type { ImportedRegister } from './imported-register.js';
import { RegisterRow } from './register-row.js';

/**
 * What fields are derived from, and by which method, as the `columnLineage` facets of OpenLineage events tell: a row for
 * each column of an output that is a field and is made of other fields. Columns that are neither mapped nor in the register
 * are none.
 *
 * @param known ids of the register
 * @throws WayleaveError REGISTER_INVALID when a file cannot be read, or a document is no event
 */
export function lineageRows(
  dir: string,
  files: readonly DocumentFile[],
  how: LineageFields,
  known: ReadonlySet<string>,
): ImportedRegister {
  const rows: RegisterRow[] = [];
  const inputs: { path: string; bytes: Buffer }[] = [];
  const mapped = new Set(Object.values(how.fields).filter((id) => id !== null));
  const isField = (id: string | null): id is string => id !== null && (known.has(id) || mapped.has(id));
  for (const file of files) {
    const bytes = read(dir, file);
    inputs.push({ path: file.path, bytes });
    for (const { line, text, problem } of jsonDocumentsOf(unpack(bytes, file), file.container === 'jsonl')) {
      const parsed = problem === null ? readRunEvent(text) : { problem };
      if ('problem' in parsed) {
        throw new WayleaveError(
          'REGISTER_INVALID',
          `${file.path}: what stands here is no OpenLineage event: ${parsed.problem}`,
          {
            place: { file: file.path, line },
            accepted: 'events as https://openlineage.io/spec/2-0-2/OpenLineage.json describes them',
          },
        );
      }
      for (const output of parsed.value?.outputs ?? []) {
        for (const cells of derivations(output, how, isField)) {
          rows.push(new RegisterRow(file.path, line, cells, (column) => NAMES.get(column) ?? column, 'UTC'));
        }
      }
    }
  }
  return { rows, inputs };
}

const NAMES = new Map([
  ['id', 'columnLineage.fields'],
  ['derived_from', 'inputFields'],
  ['method', 'transformations'],
]);

function derivations(
  output: Dataset,
  how: LineageFields,
  isField: (id: string | null) => id is string,
): Map<string, Cell>[] {
  return Object.entries(output.facets?.columnLineage?.fields ?? {}).flatMap(([field, lineage]) => {
    const id = fieldOf({ ...output, field }, how.fields);
    if (!isField(id)) return [];
    const sources = sourcesOf(lineage.inputFields);
    const from = [...new Set(sources.map((s) => fieldOf(s, how.fields)))]
      .filter(isField)
      .filter((s) => s !== id);
    if (from.length === 0) return [];
    const steps = sources.flatMap((s) => s.transformations ?? []).filter((t) => t.type !== 'INDIRECT');
    const told = [lineage.transformationDescription, ...steps.map((t) => t.description)];
    const method =
      methodOf(told, how) ??
      (steps.length > 0 && steps.every((t) => t.subtype === 'AGGREGATION') ? 'aggregate' : null);
    return [
      new Map<string, Cell>([
        ['id', id],
        ['derived_from', from],
        ['method', method],
      ]),
    ];
  });
}

/** The method that a description names, in our words or in those that case.yaml maps. */
function methodOf(
  descriptions: readonly (string | null | undefined)[],
  { methods }: LineageFields,
): Method | null {
  for (const text of descriptions) {
    const word = text?.trim() ?? '';
    if (Object.hasOwn(methods, word)) return methods[word] ?? null;
    const ours = METHODS.find((m) => m === word);
    if (ours !== undefined) return ours;
  }
  return null;
}

function read(dir: string, file: DocumentFile): Buffer {
  try {
    return readFileSync(resolve(dir, file.path));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WayleaveError('REGISTER_INVALID', `${file.path} cannot be read: ${reason}`, {
      place: { file: file.path },
      advice: 'Check that the file exists and that you may read it.',
      cause,
    });
  }
}

function unpack(bytes: Buffer, file: DocumentFile): Buffer {
  try {
    if (file.compression === 'gzip') return gunzipSync(bytes);
    return file.compression === 'zstd' ? Buffer.from(decompress(bytes)) : bytes;
  } catch (cause) {
    throw new WayleaveError('REGISTER_INVALID', `${file.path} cannot be unpacked`, {
      place: { file: file.path },
      accepted: `a whole file (${file.compression})`,
      advice:
        'The file is damaged, cut short, or not what its name says: copy it again from where it came from.',
      cause,
    });
  }
}
