import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { packageRoot } from '../../../src/assets.js';

/** What a program may take. */
export interface Bounds {
  /** Of processor time; eight times as many by the clock. */
  readonly seconds: number;
  /** Of resident memory, all its processes together. */
  readonly bytes: number;
}

/** What a program took, from its line `began` if it prints one; or why it was ended, or ended without success. */
export interface Took {
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly peakBytes: number;
  readonly gaveUp: string | null;
}

const WATCH = join(packageRoot(), 'test', 'bench', 'peers', 'watch.py');
/** Printed by a program at the moment from which its time counts. */
const BEGAN = 'began';

/**
 * Runs a program and measures it with all that it starts; ends it when it goes over its bounds.
 *
 * @param python one with psutil
 * @param dir where its temporary files go
 */
export async function watched(
  python: string,
  [program, ...words]: readonly [string, ...string[]],
  dir: string,
  bounds: Bounds,
): Promise<Took> {
  let began = performance.now();
  const env = { ...process.env, TMPDIR: dir, TEMP: dir, TMP: dir };
  const child = spawn(program, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const pid = String(child.pid);
  const watch = spawn(python, [WATCH, pid], { stdio: ['ignore', 'pipe', 'inherit'] });
  let [peakBytes, processor, before] = [0, 0, 0];
  let over = '';
  createInterface(watch.stdout).on('line', (line) => {
    const [memory = 0, seconds = 0] = line.split(' ').map(Number);
    peakBytes = Math.max(peakBytes, memory);
    processor = seconds;
    const clock = (performance.now() - began) / 1000;
    const why =
      memory > bounds.bytes
        ? 'out of memory'
        : processor - before > bounds.seconds || clock > 8 * bounds.seconds
          ? 'out of time'
          : '';
    if (why === '' || over !== '') return;
    over = why;
    spawnSync(python, [WATCH, pid, 'kill']);
  });
  createInterface(child.stdout).on('line', (line) => {
    if (line !== BEGAN) return;
    [began, before, peakBytes] = [performance.now(), processor, 0];
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  const [[code]] = (await Promise.all([once(child, 'close'), once(watch, 'close')])) as [
    [number | null],
    unknown,
  ];
  const seconds = (performance.now() - began) / 1000;
  const failed = code === 0 ? null : lastLine(said) || `ended with ${String(code)}`;
  const gaveUp = over === '' ? failed : over;
  return { seconds, processorSeconds: processor - before, peakBytes, gaveUp };
}

/** What a program complained of: the last line that speaks of an error, or the last one. */
function lastLine(text: string): string {
  const lines = text.trim().split('\n');
  return (lines.findLast((line) => /error|exception/i.test(line)) ?? lines.at(-1) ?? '').trim().slice(0, 300);
}
