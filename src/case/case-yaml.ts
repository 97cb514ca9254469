import { statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { WayleaveError } from '../errors.js';
import { isForbidden } from '../input/io-errors.js';
import { isFolder } from '../input/make-folder.js';
import { suggest } from '../input/near.js';
import { timezoneSchema, wordSchema, wordsSchema } from '../input/schemas.js';
import { readYaml, type YamlFile } from '../input/yaml.js';
import { builtInPacks } from '../law/pack.js';
import { MAX_HOPS_LIMIT, type Addresses } from '../model/case.js';
import { consentsImport, fieldsImport, registerImport, transfersImport } from './import-schemas.js';
import { columnNames, LOG_TABLE_COLUMNS, REGISTER_COLUMNS, type TableColumns } from './columns.js';

export const CASE_FILE = 'case.yaml';

const sourceSchema = z.strictObject({
  files: wordsSchema.optional(),
  format: z.enum(['csv', 'jsonl', 'parquet']).optional(),
  timezone: timezoneSchema.default('UTC'),
  columns: z.record(z.string(), wordSchema).default({}),
});

/** What case.yaml says of one table. */
export type SourceSettings = z.infer<typeof sourceSchema>;

const source = sourceSchema.optional();

/** A table that may be read from documents of other formats as well (docs/imports.md). */
function sourceWith<T extends z.ZodType>(importSchema: T) {
  return sourceSchema.extend({ imports: z.array(importSchema).min(1).optional() }).optional();
}

const register = sourceWith(registerImport);

const caseSchema = z.strictObject({
  title: wordSchema.optional(),
  home: wordSchema,
  rules: z.array(wordSchema, { error: rulesAccepted }).min(1, { error: rulesAccepted }),
  trace: z
    .strictObject({
      maxHops: z.int().min(1).max(MAX_HOPS_LIMIT).default(6),
      ends: z.enum(['foreign', 'any']).default('foreign'),
      maxTrails: z.int().min(1).default(1_000_000),
    })
    .prefault({}),
  sources: z
    .strictObject({
      transfers: sourceWith(transfersImport),
      consents: sourceWith(consentsImport),
      jurisdictions: source,
      adequacy: source,
      processors: register,
      ownership: source,
      fields: sourceWith(fieldsImport),
      purposes: register,
      notices: register,
      contracts: register,
    })
    .prefault({}),
});

export type CaseSettings = z.infer<typeof caseSchema>;
export type SourceName = keyof CaseSettings['sources'];

/** A case.yaml, with what is known of the addresses in it. */
export interface CaseYaml extends YamlFile<CaseSettings> {
  readonly addresses: Addresses;
}

/**
 * Reads and checks the case.yaml of a folder.
 *
 * @param addresses what its addresses are known to name
 * @throws WayleaveError CASE_NOT_FOUND without a folder or case.yaml; CASE_INVALID, with line and column, for an
 *   unknown key or value, or a mapping to a column that its table does not have
 */
export function readCaseYaml(dir: string, addresses: Addresses = new Map()): CaseYaml {
  requireCase(dir);
  const yaml = { ...readYaml(join(dir, CASE_FILE), CASE_FILE, caseSchema, 'CASE_INVALID'), addresses };
  for (const [name, columns] of Object.entries({ ...REGISTER_COLUMNS, ...LOG_TABLE_COLUMNS })) {
    checkMapping(yaml, name as SourceName, columns);
  }
  return yaml;
}

/**
 * Makes sure that a folder is one of a case, whatever its case.yaml says.
 *
 * @throws WayleaveError CASE_NOT_FOUND without a folder or case.yaml
 */
export function requireCase(dir: string): void {
  if (isFile(join(dir, CASE_FILE))) return;
  throw new WayleaveError(
    'CASE_NOT_FOUND',
    isFolder(dir) ? `${dir} holds no ${CASE_FILE}` : `${dir} is no folder`,
    {
      accepted: `a folder that holds a ${CASE_FILE}`,
      advice: 'Give the path of a case, or make a new one: wayleave init DIR',
    },
  );
}

/** True also where the file may not be looked at: reading it says why. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch (error) {
    return isForbidden(error);
  }
}

function checkMapping(yaml: CaseYaml, name: SourceName, columns: TableColumns): void {
  if (columns.facts) return;
  const known = columnNames(columns);
  for (const column of Object.keys(yaml.value.sources[name]?.columns ?? {})) {
    if (known.includes(column)) continue;
    throw yaml.failKey(
      ['sources', name, 'columns'],
      column,
      `${name} has no column ${column}`,
      suggest(column, known),
      'A mapping is written as {our name: name in the file}.',
    );
  }
}

function rulesAccepted(): string {
  return `a list of rule packs: ${[...builtInPacks(), 'paths of YAML files such as ./own.yaml'].join(', ')}`;
}
