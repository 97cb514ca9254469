import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../../src/assets.js';

/**
 * Wayleave asked as a user would: `node wayleave.js CASE ANSWER graph|trails|reach`. `graph` analyzes, loads the graph and
 * asks a saved query, by two commands; the others take what they want from what `analyze` prints.
 */
const [caseDir = '', answer = '', what = 'graph'] = process.argv.slice(2);
const ROWS = '1000000';
const MEMORY = '3GB';

interface Trail {
  readonly processors: readonly string[];
  readonly people: number;
}

const results = mkdtempSync(join(tmpdir(), 'wayleave-bench-'));
process.on('exit', () => {
  rmSync(results, { recursive: true, force: true, maxRetries: 5 });
});
const store = ['--store', results];
const began = performance.now();
let loaded = began;
const people = new Map<string, number>();
const took = (trails: readonly Trail[]): void => {
  for (const t of trails) people.set(t.processors.join(' > '), t.people);
};

if (what === 'graph') {
  cli('graph', caseDir, ...store, '--memory', MEMORY);
  loaded = performance.now();
  const words = ['query', caseDir, 'lineage/foreign-trails', ...store, '--format', 'json', '--rows', ROWS];
  took((JSON.parse(cli(...words)) as { rows: readonly Trail[] }).rows);
} else {
  const { trails, reach } = JSON.parse(cli('analyze', caseDir, ...store, '--memory', MEMORY, '--json')) as {
    trails: readonly (Trail & { readonly foreign: boolean })[];
    reach: readonly { readonly origin: string; readonly recipient: string; readonly people: number }[];
  };
  if (what === 'trails') took(trails.filter((t) => t.foreign));
  else for (const r of reach) people.set(`${r.origin} > ${r.recipient}`, r.people);
}
const seconds = (from: number, to: number): number => (to - from) / 1000;
const times = { load: seconds(began, loaded), answer: seconds(loaded, performance.now()) };
writeFileSync(answer, JSON.stringify({ ...times, people: Object.fromEntries(people) }));

function cli(...words: string[]): string {
  const main = join(packageRoot(), 'dist', 'src', 'cli', 'main.js');
  const ran = spawnSync(process.execPath, [main, ...words], { maxBuffer: 1 << 30, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return ran.stdout;
}
