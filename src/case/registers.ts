import { WayleaveError } from '../errors.js';
import { KNOWN_ENDINGS } from '../input/file-format.js';
import type { YamlPath } from '../input/yaml.js';
import type { AskedFacts } from '../law/asked-facts.js';
import type { Registers } from '../model/case.js';
import { ASKED_REGISTERS, type Cells, type RowPlace } from '../model/cells.js';
import { contractsOf, noticesOf } from './bases.js';
import { CASE_FILE, type CaseYaml } from './case-yaml.js';
import { columnNames, REGISTER_COLUMNS, REQUIRED_REGISTERS, type RegisterName } from './columns.js';
import { fieldsOf, purposesOf } from './fields.js';
import { adequacyOf, factsOfAdequacy, Gazetteer, jurisdictionsOf } from './jurisdictions.js';
import { processorNames } from './names.js';
import { ownershipOf, processorsOf } from './processors.js';
import { withImports } from './register-imports.js';
import { readRegister, type Register } from './register.js';
import type { RegisterRow } from './register-row.js';
import { describeFolder } from './globs.js';
import { registerFiles } from './sources.js';
import type { FurtherColumn, Looked } from './warnings.js';

export interface LoadedRegisters {
  readonly registers: Registers;
  readonly cells: Cells;
  readonly gazetteer: Gazetteer;
  /** Rows as they stand in the files, and what else the files have. */
  readonly looked: Omit<Looked, 'packs'>;
  readonly inputs: readonly { readonly path: string; readonly sha256: string }[];
  /** The files of each register, those of its imports among them. */
  readonly filesRead: ReadonlyMap<string, readonly string[]>;
}

/**
 * Reads and checks all registers of a case; every name in them is resolved.
 *
 * @param asked what the rules ask of further columns
 * @throws WayleaveError CASE_INVALID when a required register is missing; REGISTER_INVALID when one is broken
 */
export async function loadRegisters(
  yaml: CaseYaml,
  dir: string,
  asked: AskedFacts,
): Promise<LoadedRegisters> {
  const read = new Map<RegisterName, Register>();
  const factsOf = (name: RegisterName): ReadonlySet<string> => {
    // Rows of adequacy, which is read before, ask facts of importers too.
    if (name === 'processors') {
      return new Set([...asked.processors, ...factsOfAdequacy(rows('adequacy'))]);
    }
    return name === 'purposes' ? asked.purposes : new Set();
  };
  const rows = (name: RegisterName): readonly RegisterRow[] => read.get(name)?.rows ?? [];
  for (const name of Object.keys(REGISTER_COLUMNS) as RegisterName[]) {
    const files = registerFiles(yaml, dir, name);
    const own = await readRegister(dir, name, files, yaml.value.sources[name], factsOf(name));
    const register = await withImports(yaml, dir, own);
    if (register.inputs.length === 0 && REQUIRED_REGISTERS.includes(name)) throw missing(dir, name);
    read.set(name, register);
  }

  const jurisdictions = jurisdictionsOf(rows('jurisdictions'));
  const gazetteer = new Gazetteer(jurisdictions);
  const processors = processorsOf(rows('processors'), gazetteer, asked.places);
  const names = processorNames(processors);
  const fields = fieldsOf(rows('fields'));
  const fieldIds = new Set(fields.map((f) => f.id));
  const purposes = purposesOf(rows('purposes'), fieldIds);
  const known = { processors: names, fields: fieldIds, purposes: new Set(purposes.map((p) => p.id)) };
  const registers = {
    jurisdictions,
    adequacy: adequacyOf(rows('adequacy'), gazetteer, names),
    processors,
    ownership: ownershipOf(rows('ownership'), names),
    fields,
    purposes,
    notices: noticesOf(rows('notices'), known),
    contracts: contractsOf(rows('contracts'), rows('notices'), known),
  };
  const places = (name: RegisterName): Map<string, RowPlace> =>
    new Map(rows(name).map((row) => [row.required('id'), row.place]));
  const cells = Object.fromEntries(ASKED_REGISTERS.map((name) => [name, places(name)]));
  const looked = {
    rows,
    ownership: registers.ownership,
    further: [...read.values()].flatMap((register) => [
      ...register.further,
      ...columnsNamed(yaml, register.name),
    ]),
    ofAdequacy: factsOfAdequacy(rows('adequacy')),
  };
  return {
    registers,
    cells,
    gazetteer,
    looked,
    inputs: [...read.values()].flatMap((register) => register.inputs),
    filesRead: new Map([...read].map(([name, { inputs }]) => [name, inputs.map(({ path }) => path)])),
  };
}

/** Columns that case.yaml maps or makes, and that are none of the register's own: facts, or slips. */
function columnsNamed(yaml: CaseYaml, register: RegisterName): FurtherColumn[] {
  const source = yaml.value.sources[register];
  const own = columnNames(REGISTER_COLUMNS[register]);
  const of = (columns: object, at: YamlPath): FurtherColumn[] =>
    Object.keys(columns)
      .filter((column) => !own.includes(column))
      .map((column) => ({ register, column, place: yaml.placeOfKey(at, column) }));
  const imports = source !== undefined && 'imports' in source ? (source.imports ?? []) : [];
  return [
    ...of(source?.columns ?? {}, ['sources', register, 'columns']),
    ...imports.flatMap((how, i) => {
      if (how.format !== 'article-30') return [];
      const at = ['sources', register, 'imports', i];
      return [...of(how.columns, [...at, 'columns']), ...of(how.constants, [...at, 'constants'])];
    }),
  ];
}

function missing(dir: string, name: RegisterName): WayleaveError {
  return new WayleaveError('CASE_INVALID', `the case has no register ${name}`, {
    place: { file: CASE_FILE },
    accepted: `a file ${name} ending in ${KNOWN_ENDINGS}; or sources.${name}.files in ${CASE_FILE}`,
    advice: `${describeFolder(dir, name)}.`,
  });
}
