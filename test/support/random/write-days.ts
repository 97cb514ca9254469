import { stringify as csv } from 'csv-stringify/sync';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify as yaml } from 'yaml';
import { Dice } from './dice.js';
import { BrokenRow, randomConsents, randomTransfers, type LogRow } from './logs.js';
import { ZONES } from './moments.js';
import { randomPack } from './packs.js';
import { randomRegisters } from './registers.js';
import { writeRandomCase } from './write-case.js';

const COLUMNS = ['at', 'user_id', 'sender', 'recipient', 'fields', 'purpose', 'basis', 'record_id'];
const CONSENT_COLUMNS = ['user_id', 'notice', 'given_at', 'withdrawn_at', 'expires_at'];

/** The log files of a case as they are on one day, and other files that changed, by path. */
export type DayFiles = ReadonlyMap<string, string>;

/**
 * Writes a random case without logs, and tells what its logs are from day to day: transfers mostly follow each other in
 * time, some come late; consents are given and withdrawn; files are put right, taken back, and put in between.
 */
export async function writeRandomDays(dir: string, seed: number): Promise<DayFiles[]> {
  await writeRandomCase(dir, seed);
  const dice = new Dice(seed);
  const registers = randomRegisters(dice);
  for (const log of ['transfers', 'consents']) rmSync(join(dir, log), { recursive: true, force: true });
  mkdirSync(join(dir, 'transfers'));
  mkdirSync(join(dir, 'consents'));
  const path = join(dir, 'case.yaml');
  const kase = parse(readFileSync(path, 'utf8')) as {
    sources: Record<string, unknown>;
    trace: Record<string, unknown>;
  };
  kase.sources['transfers'] = { files: ['transfers/*.csv'] };
  kase.sources['consents'] = { files: ['consents/*.csv'] };
  if (dice.chance(0.9)) delete kase.trace['maxTrails'];
  writeFileSync(path, yaml(kase));

  const [utc] = ZONES;
  if (utc === undefined) throw new RangeError('there is no zone');
  const start = Date.parse('2023-03-01T00:00:00Z');
  const rows = inTimeOrder(dice, dice.times(3, () => randomTransfers(dice, registers, utc)).flat(), start);
  const size = Math.max(1, Math.ceil(rows.length / 6));
  const days = Array.from({ length: 6 }, (_, i) => rows.slice(i * size, (i + 1) * size));
  const consents = randomConsents(dice, registers, 'UTC');
  const half = Math.floor(consents.length / 2);
  const given = table(CONSENT_COLUMNS, consents.slice(0, half));
  const withdrawn = table(
    CONSENT_COLUMNS,
    consents.slice(half).filter(() => dice.chance(0.3)),
  );
  const day = (i: number): string => table(COLUMNS, days[i] ?? []);

  const files = new Map<string, string>([
    ['transfers/d1.csv', day(0)],
    ['transfers/d2.csv', day(1)],
    ['consents/c1.csv', given],
  ]);
  const states: DayFiles[] = [new Map(files)];
  const next = (change: () => void): void => {
    change();
    states.push(new Map(files));
  };
  next(() => files.set('transfers/d3.csv', day(2)));
  next(() => files.set('consents/c2.csv', withdrawn).set('transfers/d5.csv', day(4)));
  next(() => files.set('transfers/d4.csv', day(3)));
  next(() => {
    const [path, text] = dice.pick(lawFiles(dir, dice));
    files.set(path, text);
  });
  next(() => {
    const kept = (days[dice.int(0, 2)] ?? []).filter(() => dice.chance(0.8));
    files.set(`transfers/d${dice.int(1, 3)}.csv`, table(COLUMNS, kept));
  });
  next(() => {
    files.delete(dice.pick(['transfers/d1.csv', 'transfers/d2.csv', 'consents/c1.csv', 'consents/c2.csv']));
  });
  next(() => files.set('transfers/d6.csv', day(5)).set('consents/c3.csv', table(CONSENT_COLUMNS, consents)));
  return states;
}

/** Law that is another than before: a contract, an adequacy decision or a stake less, or another pack of rules. */
function lawFiles(dir: string, dice: Dice): [string, string][] {
  const registers = ['contracts', 'adequacy', 'ownership'].flatMap((name) =>
    [`${name}.csv`, `registers/${name}.jsonl`].filter((path) => existsSync(join(dir, path))),
  );
  const shorter = registers.map((path): [string, string] => {
    const lines = readFileSync(join(dir, path), 'utf8').trimEnd().split('\n');
    const dropped = dice.int(path.endsWith('.csv') ? 1 : 0, lines.length - 1);
    return [path, `${lines.filter((_, i) => i !== dropped).join('\n')}\n`];
  });
  return [...shorter, ['packs/pack0.yaml', yaml(randomPack(dice, 'pack0'))]];
}

/** Makes a case's log files what they are on a day. */
export function putDay(dir: string, files: DayFiles, before: DayFiles | undefined): void {
  for (const path of before?.keys() ?? []) if (!files.has(path)) rmSync(join(dir, path));
  for (const [path, text] of files) if (before?.get(path) !== text) writeFileSync(join(dir, path), text);
}

/** Rows at ascending times, some of them at the same; one in thirty is moved to where it comes late. */
function inTimeOrder(dice: Dice, rows: readonly LogRow[], start: number): LogRow[] {
  let now = start;
  const timed = rows.map((row): LogRow => {
    if (row instanceof BrokenRow || !dice.chance(0.97)) return row;
    if (dice.chance(0.9)) now += dice.int(1, 40) * 3_600_000;
    return { ...row, at: new Date(now).toISOString() };
  });
  const late = dice.chance(0.5) ? timed.filter(() => dice.chance(0.03)) : [];
  return [...timed.filter((row) => !late.includes(row)), ...late];
}

function table(columns: readonly string[], rows: readonly LogRow[]): string {
  const lines = rows.map((row) => {
    if (row instanceof BrokenRow) return `${row.line}\n`;
    return csv([
      columns.map((c) => {
        const cell = row[c] ?? '';
        return Array.isArray(cell)
          ? cell.join('|')
          : typeof cell === 'object'
            ? JSON.stringify(cell)
            : String(cell);
      }),
    ]);
  });
  return `${columns.join(',')}\n${lines.join('')}`;
}
