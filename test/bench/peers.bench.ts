import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import bytes from 'bytes';
import { pythonWith } from '../support/python.js';
import { table } from './peers/table.js';
import { PEERS, type Peer } from './peers/peers.js';
import type { Run } from './peers/run.js';
import { watched } from './peers/watch.js';
import { writeRivalCase } from './rival-case.js';
import { madeSends } from './rival-transfers.js';

/**
 * The same question to Wayleave and to what one would pick instead, on the same logs, each larger than the one before, until
 * each gives up. `npm run bench:peers -- [--people 2000,20000] [--seconds 120] [--memory 4GB] [--only NAME] [--out FILE]`.
 * Seconds are of processor time: those of the clock mean little where others work too.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '2000,20000,80000,320000,1280000' },
    seconds: { type: 'string', default: '120' },
    memory: { type: 'string', default: '4GB' },
    only: { type: 'string', default: '' },
    out: { type: 'string' },
  },
});
const bounds = { seconds: Number(values.seconds), bytes: bytes.parse(values.memory) ?? 4e9 };
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const measuring = await pythonWith('test/bench/peers/requirements/watch.txt');
if (!('program' in measuring)) throw new Error(`nothing can be measured: ${measuring.skip}`);
const { program: python } = measuring;

const peers: { readonly peer: Peer; readonly program: readonly [string, ...string[]] }[] = [];
for (const peer of PEERS.filter((p) => p.name.includes(values.only))) {
  const program = await peer.program();
  if ('missing' in program) say(`WITHOUT ${peer.name}: ${program.missing}`);
  else peers.push({ peer, program });
}

const machine = {
  cores: availableParallelism(),
  processor: cpus()[0]?.model ?? '',
  memory: totalmem(),
  platform: process.platform,
  node: process.version,
};
const dir = mkdtempSync(join(tmpdir(), 'wayleave-bench-'));
const runs: Run[] = [];
try {
  let going = peers;
  for (const people of values.people.split(',').map(Number)) {
    const caseDir = join(dir, String(people));
    mkdirSync(caseDir);
    const transfers = writeRivalCase(caseDir, madeSends(people));
    say(`${transfers} transfers of ${people} people`);
    const answers = new Map<string, ReadonlyMap<string, number>>();
    for (const { peer, program } of going) {
      const run = await ask(peer, program, { people, transfers, caseDir }, answers);
      runs.push(run);
      say(spoken(run));
    }
    rmSync(caseDir, { recursive: true, force: true, maxRetries: 5 });
    if (values.out !== undefined) {
      writeFileSync(values.out, `${JSON.stringify({ machine, bounds, runs }, null, 2)}\n`);
    }
    going = going.filter(({ peer }) => runs.findLast((r) => of(r, peer))?.gaveUp === null);
  }
} finally {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}
say(table(runs));
if (runs.some((r) => r.equal === false)) throw new Error('answers differ: see above');

function of(run: Run, peer: Peer): boolean {
  return run.peer === peer.name && run.question === peer.question;
}

async function ask(
  peer: Peer,
  program: readonly [string, ...string[]],
  log: { readonly people: number; readonly transfers: number; readonly caseDir: string },
  answers: Map<string, ReadonlyMap<string, number>>,
): Promise<Run> {
  const temporary = mkdtempSync(join(dir, 'peer-'));
  const file = join(temporary, 'answer.json');
  const took = await watched(
    python,
    [...program, log.caseDir, file, ...(peer.words ?? [])],
    temporary,
    bounds,
  );
  const { people, transfers } = log;
  const known = { question: peer.question, peer: peer.name, people, transfers, ...took };
  let run: Run = { ...known, load: null, answer: null, found: null, equal: null };
  if (took.gaveUp === null) {
    const said = JSON.parse(readFileSync(file, 'utf8')) as {
      load: number;
      answer: number;
      people: Record<string, number>;
    };
    const found = new Map(Object.entries(said.people));
    const first = answers.get(peer.question) ?? found;
    answers.set(peer.question, first);
    const equal =
      found.size > 0 && found.size === first.size && [...first].every(([route, n]) => found.get(route) === n);
    run = { ...run, load: said.load, answer: said.answer, found: found.size, equal };
  }
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  return run;
}

function spoken(run: Run): string {
  const { question, peer, seconds, processorSeconds, peakBytes, found, equal } = run;
  const took = `${seconds.toFixed(1)} s, ${processorSeconds.toFixed(1)} s of the processor, ${(peakBytes / 1e9).toFixed(2)} GB`;
  const how = run.gaveUp ?? `${found ?? 0} found, ${equal === true ? 'equal' : 'NOT THE SAME ANSWER'}`;
  return `  ${question}, ${peer}: ${took}, ${how}`;
}
