import type { Place } from '../errors.js';
import type { CaseWarning, Ownership } from '../model/case.js';
import { groupBy } from '../model/collect.js';
import { formatInstant } from '../model/instant.js';
import type { Carrier, RulePack } from '../model/rule-pack.js';
import { showable, sortedSet } from '../model/text.js';
import { nearest, suggest } from '../input/near.js';
import { columnNames, REGISTER_COLUMNS, type RegisterName } from './columns.js';
import type { RegisterRow } from './register-row.js';

/** Shares are sums of decimals. */
const ROUNDING = 1e-9;
const PREFIX = 'pd:';
/** What people write for true and false; to a rule it is a word like any other. */
const YES_OR_NO: ReadonlyMap<string, string> = new Map([
  ...['yes', 'y', '1', '예'].map((word) => [word, 'true'] as const),
  ...['no', 'n', '0', '아니오'].map((word) => [word, 'false'] as const),
]);

/** A column of a register's file that is none of the register's own. */
export interface FurtherColumn {
  readonly register: RegisterName;
  readonly column: string;
  /** Where it is named: in the header of a file, or in case.yaml. */
  readonly place: Place;
}

/** What of a case is looked at for mistakes. */
export interface Looked {
  readonly packs: readonly RulePack[];
  readonly rows: (register: RegisterName) => readonly RegisterRow[];
  readonly ownership: readonly Ownership[];
  readonly further: readonly FurtherColumn[];
  /** Facts of importers that rows of adequacy ask for. */
  readonly ofAdequacy: ReadonlySet<string>;
}

/** What is most likely a mistake in the registers of a case, although it is accepted. */
export function caseWarnings(looked: Looked): CaseWarning[] {
  const facts = factsAsked(looked);
  return [
    ...looked.further.flatMap((further) => columnWarning(further, facts.get(further.register) ?? new Map())),
    ...looked.rows('fields').flatMap((row) => categoryWarning(row, looked.packs)),
    ...[...facts].flatMap(([register, columns]) =>
      looked.rows(register).flatMap((row) => wordWarnings(row, columns)),
    ),
    ...kindWarnings(looked),
    ...LISTED.flatMap((register) => looked.rows(register).flatMap(idWarning)),
    ...Object.keys(REGISTER_COLUMNS)
      .filter(isRegister)
      .flatMap((register) => looked.rows(register).flatMap(unseenWarnings)),
    ...ownershipWarnings(looked.rows('ownership'), looked.ownership),
  ];
}

/** Registers whose ids stand in cells of lists. */
const LISTED: readonly RegisterName[] = ['processors', 'fields', 'purposes'];

function idWarning(row: RegisterRow): CaseWarning[] {
  const id = row.required('id');
  return id.includes('|')
    ? [
        {
          message: 'no cell with several items can name an id with |, which separates them',
          place: { ...row.placeOf('id'), value: id },
          accepted: 'an id without |',
        },
      ]
    : [];
}

/** By what people know a row. */
const KNOWN_BY = ['id', 'code', 'name'];

/** What takes no room where it is shown. Names in some scripts need it (U+200C in Persian); ids and codes do not. */
const NO_ROOM = /\p{Default_Ignorable_Code_Point}/u;

/** What is not seen of a name, or turns what is seen around, lets one company look like another. */
function unseenWarnings(row: RegisterRow): CaseWarning[] {
  return KNOWN_BY.flatMap((column) => {
    const cell = row.cells.get(column);
    if (typeof cell !== 'string') return [];
    const unseen = Array.from(cell).filter(
      (c) => showable(c) !== c || (column !== 'name' && NO_ROOM.test(c)),
    );
    if (unseen.length === 0) return [];
    return [
      {
        message: `the ${column} holds ${sortedSet(unseen.map(codePoint)).join(', ')}: it is not what it looks like`,
        place: { ...row.placeOf(column), value: showable(cell) },
        accepted:
          'text without control characters, overrides of the direction of writing and what is not seen',
      },
    ];
  });
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** What rules compare a fact with: words, and items that a list must have. */
interface FactAsked {
  readonly words: Set<string>;
  readonly items: Set<string>;
}

/** By register and column. */
type FactsAsked = ReadonlyMap<RegisterName, ReadonlyMap<string, FactAsked>>;

function factsAsked({ packs, ofAdequacy }: Looked): FactsAsked {
  const asked = new Map<RegisterName, Map<string, FactAsked>>();
  const add = (
    register: RegisterName,
    column: string,
    words: readonly string[] = [],
    items: readonly string[] = [],
  ): void => {
    const columns = asked.get(register) ?? new Map<string, FactAsked>();
    const before = columns.get(column);
    columns.set(column, {
      words: new Set([...(before?.words ?? []), ...words]),
      items: new Set([...(before?.items ?? []), ...items]),
    });
    asked.set(register, columns);
  };
  for (const column of ofAdequacy) add('processors', column);
  for (const pack of packs) {
    for (const name of pack.facts.keys()) {
      const [register = '', column = ''] = name.split('.', 2);
      if (isRegister(register)) add(register, column);
    }
    for (const gate of pack.gates) {
      if (gate.kind !== 'basis') continue;
      if (gate.to !== null) add('processors', gate.to.fact);
      for (const fact of gate.carriedBy.flatMap(factsOf)) add(...fact);
    }
  }
  return asked;
}

/** The facts that a carrier asks: register, column, the words that they are compared with, and the items that lists must have. */
function factsOf(
  carrier: Carrier,
): (readonly [RegisterName, string, readonly string[], (readonly string[])?])[] {
  const ofParties = carrier.conditions.flatMap((c) =>
    c.kind === 'fact' ? [[c.of === 'purpose' ? 'purposes' : 'processors', c.fact, c.wanted] as const] : [],
  );
  if (carrier.by !== 'consent' && carrier.by !== 'contract') return ofParties;
  const register = carrier.by === 'consent' ? 'notices' : 'contracts';
  return [
    ...ofParties,
    ...[...carrier.requires, ...carrier.weighs].map(([column, word]) => [register, column, [word]] as const),
    ...[...carrier.lists].map(([column, items]) => [register, column, [], items] as const),
  ];
}

function isRegister(name: string): name is RegisterName {
  return Object.hasOwn(REGISTER_COLUMNS, name);
}

function columnWarning(
  { register, column, place }: FurtherColumn,
  asked: ReadonlyMap<string, unknown>,
): CaseWarning[] {
  if (asked.has(column)) return [];
  const meant = nearest(column, [...columnNames(REGISTER_COLUMNS[register]), ...asked.keys()]);
  // Any further column of these is a fact, for packs that are yet to come too: only what looks misspelt is told.
  if (REGISTER_COLUMNS[register].facts && meant === undefined) return [];
  return [
    {
      message: `no rule of the case asks for the column ${column} of ${register}, which is none of its own`,
      place,
      ...(meant === undefined ? {} : { accepted: `did you mean ${meant}?` }),
    },
  ];
}

function categoryWarning(row: RegisterRow, packs: readonly RulePack[]): CaseWarning[] {
  const category = row.text('category');
  if (category === null) return [];
  const place = { ...row.placeOf('category'), id: row.required('id'), value: category };
  if (!category.startsWith(PREFIX)) {
    return [
      {
        message: `the category does not begin with ${PREFIX}, as those of rules do`,
        place,
        accepted: 'a category of the W3C Data Privacy Vocabulary, such as pd:TelephoneNumber',
      },
    ];
  }
  if (packs.some((pack) => looksAt(pack, category))) return [];
  return [
    {
      message: 'no rule pack of the case looks at fields of this category',
      place,
      accepted: 'a category that begins as one that a pack names',
    },
  ];
}

function looksAt({ applies, gates }: RulePack, category: string): boolean {
  const begins = (prefixes: readonly string[]): boolean => prefixes.some((p) => category.startsWith(p));
  if (applies.categories !== null && !begins(applies.categories)) return false;
  return gates.some(
    (gate) =>
      !('categories' in gate) ||
      ((gate.categories === null || begins(gate.categories)) && !begins(gate.exceptCategories)),
  );
}

function wordWarnings(row: RegisterRow, columns: ReadonlyMap<string, FactAsked>): CaseWarning[] {
  return [...columns].flatMap(([column, { words, items }]): CaseWarning[] => {
    const id = row.cells.get('id');
    const warning = (message: string, value: string, accepted: string): CaseWarning => ({
      message,
      place: { ...row.placeOf(column), ...(typeof id === 'string' ? { id } : {}), value },
      accepted,
    });
    const misspelt = row.list(column).flatMap((item) => {
      const meant = misspeltOf(item, items);
      return meant === undefined
        ? []
        : [warning(`no rule of the case asks for this item of ${column}`, item, `did you mean ${meant}?`)];
    });
    const cell = row.cells.get(column);
    if (typeof cell !== 'string' || words.has(cell)) return misspelt;
    const yesOrNo = words.has('true') || words.has('false') ? YES_OR_NO.get(cell.toLowerCase()) : undefined;
    if (yesOrNo !== undefined) {
      const message = `${column} is compared with true and false, and this is neither`;
      return [warning(message, cell, `true, false or nothing; did you mean ${yesOrNo}?`)];
    }
    const meant = misspeltOf(cell, words);
    if (meant === undefined) return misspelt;
    return [warning(`no rule of the case asks for this word of ${column}`, cell, `did you mean ${meant}?`)];
  });
}

/** Short words are near others that are meant: of these, only capitals tell a slip. */
const SHORT = 4;
/** Near each other, and both meant. */
const ROLES: readonly string[] = ['exporter', 'importer'];

/** The word of rules that one that they do not know was probably to be. */
function misspeltOf(word: string, known: ReadonlySet<string>): string | undefined {
  if (known.has(word) || ROLES.includes(word) || /^(true|false)$/i.test(word)) return undefined;
  const meant = nearest(word, known);
  const isNear = word.length > SHORT || meant?.toLowerCase() === word.toLowerCase();
  return isNear ? meant : undefined;
}

/** Kinds of contracts that no rule asks for, each once: such a contract carries nothing, whatever it says. */
function kindWarnings({ packs, rows }: Looked): CaseWarning[] {
  const asked = sortedSet(
    packs.flatMap(({ gates }) =>
      gates.flatMap((gate) =>
        gate.kind === 'basis' ? gate.carriedBy.flatMap((c) => (c.by === 'contract' ? [c.kind] : [])) : [],
      ),
    ),
  );
  if (asked.length === 0) return [];
  return [...groupBy(rows('contracts'), (row) => row.required('kind'))].flatMap(([kind, [row]]) => {
    if (row === undefined || asked.includes(kind)) return [];
    return [
      {
        message: 'no rule of the case asks for contracts of this kind: they carry nothing',
        place: { ...row.placeOf('kind'), id: row.required('id'), value: kind },
        accepted: suggest(kind, asked),
      },
    ];
  });
}

/** One warning for each company of which more than all is held on some day: the first row that leads there. */
function ownershipWarnings(rows: readonly RegisterRow[], ownership: readonly Ownership[]): CaseWarning[] {
  const byOwned = groupBy(
    ownership.map((holding, i) => ({ holding, row: rows[i] })),
    ({ holding }) => holding.owned,
  );
  return [...byOwned].flatMap(([owned, held]): CaseWarning[] => {
    for (const { holding, row } of held) {
      const { since } = holding;
      const share = held
        .filter(({ holding: other }) => other.since <= since && since < other.until)
        .reduce((sum, { holding: other }) => sum + other.share, 0);
      if (share <= 1 + ROUNDING || row === undefined) continue;
      const day = since === -Infinity ? 'since ever' : `on ${formatInstant(since).slice(0, 10)}`;
      return [
        {
          message: `${Math.round(share * 10_000) / 100} % of ${owned} are held ${day}`,
          place: { ...row.placeOf('share'), id: owned, value: String(holding.share) },
          accepted: 'holdings of at most 1 together at any time',
        },
      ];
    }
    return [];
  });
}
