import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadCase } from '../../src/case/load-case.js';
import { limits } from '../../src/config.js';
import { ALWAYS } from '../../src/ingest/read-logs.js';
import { analyze } from '../../src/pipeline.js';
import { printedText } from '../../src/report/json.js';

/**
 * Where the time of an analysis goes, stage by stage: seconds, processor seconds (all threads) and the peak of the memory
 * so far. `npm run bench -- stages CASE [MEMORY]` (default 4GB), 2 threads.
 */
const [, , caseDir = '.', memory = '4GB'] = process.argv;
const run = mkdtempSync(join(tmpdir(), 'wayleave-stages-'));
let stage = 'start';
let since = { at: 0, cpu: 0 };

/** Ends a stage, and says what it took. */
function turn(next: string): void {
  const { user, system } = process.cpuUsage();
  const now = { at: performance.now() / 1000, cpu: (user + system) / 1e6 };
  const columns = [
    stage.padEnd(20),
    (now.at - since.at).toFixed(2),
    (now.cpu - since.cpu).toFixed(2),
    ((process.resourceUsage().maxRSS * 1024) / 1e9).toFixed(2),
  ];
  process.stdout.write(`${columns.join(' | ')}\n`);
  stage = next;
  since = now;
}

try {
  process.stdout.write('stage | seconds | processor seconds | peak RSS, GB\n');
  const kase = await loadCase(resolve(caseDir));
  const analysis = await analyze(kase, ALWAYS, limits({ memory, threads: '2' }), run, (now) => {
    if (now !== stage) turn(now);
  });
  turn('printing');
  const length = [...printedText(analysis)].reduce((sum, piece) => sum + piece.length, 0);
  turn('end');
  process.stdout.write(`${length} characters of JSON\n`);
} finally {
  rmSync(run, { recursive: true, force: true });
}
