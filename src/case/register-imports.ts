import { createHash } from 'node:crypto';
import type { CaseYaml } from './case-yaml.js';
import { documentFiles } from './documents.js';
import type { ImportedRegister } from './imported-register.js';
import { lineageRows } from './lineage-fields.js';
import { processingRows } from './processing-records.js';
import type { Register } from './register.js';
import type { RegisterRow } from './register-row.js';

/**
 * A register with what its imports add to it. What its own files say stands: of a row that is there already, an import
 * fills the empty cells only. Rows of imports that say the same of one id are one.
 *
 * @throws WayleaveError CASE_INVALID or REGISTER_INVALID, also when two documents say different things of one id
 */
export async function withImports(yaml: CaseYaml, dir: string, register: Register): Promise<Register> {
  const { name } = register;
  const source = yaml.value.sources[name];
  const imports = source !== undefined && 'imports' in source ? (source.imports ?? []) : [];
  if (imports.length === 0) return register;
  const timezone = source?.timezone ?? 'UTC';
  const known = new Set(register.rows.flatMap((row) => row.text('id') ?? []));
  const found: ImportedRegister[] = [];
  for (const [i, how] of imports.entries()) {
    if (how.format === 'openlineage') {
      const files = documentFiles(yaml, dir, name, i, how.files, ['json', 'jsonl']);
      found.push(lineageRows(dir, files, how, known));
    } else {
      const files = documentFiles(yaml, dir, name, i, how.files, ['csv']);
      found.push(await processingRows(dir, name, files, how, timezone));
    }
  }
  const inputs = new Map(
    found.flatMap((f) =>
      f.inputs.map(({ path, bytes }) => [path, createHash('sha256').update(bytes).digest('hex')] as const),
    ),
  );
  return {
    name,
    further: register.further,
    rows: merge(register.rows, gather(found.flatMap((f) => f.rows))),
    inputs: [...register.inputs, ...[...inputs].map(([path, sha256]) => ({ path, sha256 }))],
  };
}

/** Rows of one id as one: their lists together; other cells must agree. */
function gather(rows: readonly RegisterRow[]): RegisterRow[] {
  const byId = new Map<string, RegisterRow>();
  for (const row of rows) {
    const id = row.required('id');
    const earlier = byId.get(id);
    byId.set(id, earlier === undefined ? row : earlier.joinedWith(row));
  }
  return [...byId.values()];
}

function merge(own: readonly RegisterRow[], imported: readonly RegisterRow[]): RegisterRow[] {
  const ids = new Set(own.flatMap((row) => row.text('id') ?? []));
  const byId = new Map(imported.map((row) => [row.required('id'), row]));
  const filled = own.map((row) => {
    const more = byId.get(row.text('id') ?? '');
    return more === undefined ? row : row.filledFrom(more);
  });
  return [...filled, ...imported.filter((row) => !ids.has(row.required('id')))];
}
