import { DuckDBInstance } from '@duckdb/node-api';
import { stringify as csv } from 'csv-stringify/sync';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { stringify as yaml } from 'yaml';
import { Dice } from './dice.js';
import { BrokenRow, randomConsents, randomTransfers, type LogCell, type LogRow } from './logs.js';
import { ZONES } from './moments.js';
import { randomPack } from './packs.js';
import { randomRegisters } from './registers.js';

const COLUMNS = {
  transfers: ['at', 'user_id', 'sender', 'recipient', 'fields', 'purpose', 'basis', 'record_id'],
  consents: ['user_id', 'notice', 'given_at', 'withdrawn_at', 'expires_at'],
} as const;
type Log = keyof typeof COLUMNS;

/**
 * Writes the random case of a seed into a folder: small, and as nasty as the specification allows.
 *
 * @param formats of the files of transfers, if they are not to be random
 */
export async function writeRandomCase(dir: string, seed: number, formats?: readonly string[]): Promise<void> {
  const dice = new Dice(seed);
  const put = (path: string, content: string | Uint8Array): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  };
  const registers = randomRegisters(dice);
  const sources: Record<string, unknown> = {};
  for (const [name, rows] of Object.entries(registers.tables)) {
    const lines = rows.map((r) => `${JSON.stringify(r)}\n`).join('');
    if (rows.length > 0 && dice.chance(0.2)) {
      put(`registers/${name}.jsonl`, lines);
      sources[name] = { files: [`registers/${name}.jsonl`] };
    } else if (rows.length > 0)
      put(`${name}.csv`, (dice.chance(0.3) ? '\uFEFF' : '') + csv([...rows], { header: true }));
  }
  const packs = dice.times(dice.int(1, 3), (i) => `pack${i}`);
  for (const id of packs) put(`packs/${id}.yaml`, yaml(randomPack(dice, id)));
  const zone = dice.pick(ZONES);
  const consentZone = dice.pick(ZONES);
  const logs: [Log, LogRow[], string][] = [
    ['transfers', randomTransfers(dice, registers, zone), zone.id],
    ['consents', randomConsents(dice, registers, consentZone.id), consentZone.id],
  ];
  for (const [log, rows, timezone] of logs) {
    const columns: Record<string, string> = dice.chance(0.5) ? { user_id: 'who' } : {};
    if (log === 'transfers' && dice.chance(0.5)) columns['at'] = 'ts';
    const given = log === 'transfers' ? formats : undefined;
    const files = await writeLog(dir, dice, log, rows, columns, put, given);
    sources[log] = { files, ...(timezone === 'UTC' ? {} : { timezone }), columns };
  }
  const trace = {
    maxHops: dice.int(1, 4),
    ...(dice.chance(0.3) ? { ends: 'any' } : {}),
    ...(dice.chance(0.25) ? { maxTrails: dice.int(1, 25) } : {}),
  };
  put(
    'case.yaml',
    yaml({
      title: `Random case ${seed} – 무작위`,
      home: dice.pick(['KR', 'KR', 'DE', 'EEA']),
      rules: [...packs.map((id) => `./packs/${id}.yaml`), ...dice.some(['kr-credit', 'kr-pipa'], 0.3)],
      trace,
      sources,
    }),
  );
}

/** Deals rows over files of several formats, in stretches; gives the patterns that find them in this order. */
async function writeLog(
  dir: string,
  dice: Dice,
  log: Log,
  rows: readonly LogRow[],
  renamed: Readonly<Record<string, string>>,
  put: (path: string, content: string | Uint8Array) => void,
  given: readonly string[] | undefined,
): Promise<string[]> {
  const some = dice.shuffled(['csv', 'jsonl', 'csv.gz', 'jsonl.gz', 'parquet']).slice(0, dice.int(1, 4));
  const formats = given ?? some;
  const folders = formats.map((format, i) => `${log}/${i}-${format.replace('.', '-')}`);
  const size = Math.ceil(rows.length / formats.length);
  const columns = [...COLUMNS[log]].map((c) => renamed[c] ?? c);
  for (const [i, format] of formats.entries()) {
    const mine = rows.slice(i * size, (i + 1) * size).map((r) => rename(r, renamed));
    const path = `${folders[i] ?? ''}/log.${format}`;
    if (format === 'parquet') await writeParquet(join(dir, path), dice, columns, mine);
    else {
      const text = format.startsWith('csv') ? csvText(dice, columns, mine) : jsonText(dice, mine);
      put(path, format.endsWith('.gz') ? gzipSync(text) : text);
    }
  }
  return formats.map((f, i) => `${folders[i] ?? ''}/*.${f}`);
}

function rename(row: LogRow, renamed: Readonly<Record<string, string>>): LogRow {
  if (row instanceof BrokenRow) return row;
  return Object.fromEntries(Object.entries(row).map(([k, v]) => [renamed[k] ?? k, v]));
}

function csvText(dice: Dice, columns: readonly string[], rows: readonly LogRow[]): string {
  const eol = dice.pick(['\n', '\r\n']);
  const shuffled = dice.shuffled(columns);
  const lines = rows.map((row) => {
    if (row instanceof BrokenRow) return row.line;
    const cells = shuffled.map((c) => cellText(row[c] ?? null));
    return csv([cells], { quoted: dice.chance(0.2) }).trimEnd();
  });
  const spaced = lines.flatMap((line) => (dice.chance(0.1) ? ['', line] : [line]));
  return (
    (dice.chance(0.2) ? '\uFEFF' : '') +
    [shuffled.join(','), ...spaced].join(eol) +
    (dice.chance(0.5) ? eol : '')
  );
}

/** Text has no lists and no types: what is neither text nor list is written as JSON would. */
function cellText(cell: LogCell): string {
  if (cell === null) return '';
  if (Array.isArray(cell)) return cell.join('|');
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

function jsonText(dice: Dice, rows: readonly LogRow[]): string {
  return rows
    .map((row) => {
      if (row instanceof BrokenRow) return dice.pick(['{"at": "2023\n', '[1]\n', `${row.line}\n`]);
      const kept = Object.entries(row).filter(([, cell]) => cell !== '' || dice.chance(0.5));
      const asText = dice.chance(0.3);
      const cells = kept.map(([name, cell]) => [name, asText && Array.isArray(cell) ? cell.join('|') : cell]);
      return `${JSON.stringify(Object.fromEntries(cells))}\n${dice.chance(0.05) ? '  \n' : ''}`;
    })
    .join('');
}

/** Parquet has typed columns: here all are text, or lists of text for the fields. Rows that it cannot hold are left out. */
async function writeParquet(
  path: string,
  dice: Dice,
  columns: readonly string[],
  rows: readonly LogRow[],
): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const list = dice.chance(0.5);
  const sound = rows.flatMap((row) => {
    if (row instanceof BrokenRow) return [];
    const cells = columns.map((c) => [c, c === 'fields' && list ? (row[c] ?? []) : cellText(row[c] ?? null)]);
    return [Object.fromEntries(cells) as Record<string, unknown>];
  });
  const types = Object.fromEntries(columns.map((c) => [c, c === 'fields' && list ? 'VARCHAR[]' : 'VARCHAR']));
  const source = `${path}.json`;
  writeFileSync(
    source,
    sound
      .filter((r) => !list || !('fields' in r) || Array.isArray(r['fields']))
      .map((r) => `${JSON.stringify(r)}\n`)
      .join(''),
  );
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const typed = JSON.stringify(types).replaceAll('"', "'");
  await connection.run(
    `COPY (SELECT * FROM read_json('${source}', format = 'newline_delimited', columns = ${typed})) TO '${path}' (FORMAT parquet)`,
  );
  connection.closeSync();
  instance.closeSync();
  rmSync(source);
}
