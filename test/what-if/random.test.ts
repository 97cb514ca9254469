import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { stringify as yaml } from 'yaml';
import { packageRoot } from '../../src/assets.js';
import { limits } from '../../src/config.js';
import { WayleaveError } from '../../src/errors.js';
import { currentAnalysis, openSession } from '../../src/session.js';
import { readStates, suppose } from '../../src/suppose.js';
import { whatIfAnswerSchema } from '../../src/what-if/answer-schema.js';
import { changesFrom } from '../../src/what-if/change-file.js';
import type { Changes } from '../../src/what-if/change-schema.js';
import { comparableAnswer, inOrder } from '../support/compare-answers.js';
import { readCase } from '../support/naive/case.js';
import { packsIn, whatIfNaively } from '../support/naive/what-if.js';
import { QUIET } from '../support/quiet.js';
import { hasNewInstants, randomChanges, supposesNothing } from '../support/random/changes.js';
import { Dice } from '../support/random/dice.js';
import { randomPack } from '../support/random/packs.js';
import { assertOnRandomCases } from '../support/random/assert-random.js';
import { writeRandomCase } from '../support/random/write-case.js';

const RUNS = 40;
/** Suppositions of each case. */
const EACH = 8;
/** Of so many answers that need a scan, one is scanned: a scan takes long. */
const SCANNED = 4;
const PACKS = join(packageRoot(), 'src', 'law', 'packs');

/** What must have occurred over a run, so that it proves something. */
const OCCURS = [
  ...['answered', 'something changes', 'a flow is cut', 'appear', 'disappear', 'change'],
  ...['scanned', 'records of a flow would be decided differently'],
  'consents to an added notice were rejected as unknown',
  'rules count over the whole log',
];

test(`${RUNS} random cases, ${EACH} suppositions each: the answer is what the definitions say of both cases`, async () => {
  const seen = new Set<string>();
  let needed = 0;
  const property = fc.asyncProperty(fc.nat(), async (seed) => {
    const dir = mkdtempSync(join(tmpdir(), `wayleave-what-if-${seed}-`));
    const dice = new Dice(seed + 1);
    let tried: Changes = {};
    try {
      await writeRandomCase(dir, seed);
      writeFileSync(join(dir, 'packs', 'added.yaml'), yaml(randomPack(dice, 'added')));
      const session = await openSession(dir, {});
      const given = limits({ memory: '1GB', shards: '1', threads: '1' });
      const analysis = await currentAnalysis(session, given, QUIET);
      const states = await readStates(session);
      const naive = await readCase(dir, PACKS);
      const firstRow = (id: string): { file: string; row: number } => {
        const sample = analysis.flows.find((f) => f.id === id)?.samples[0];
        return { file: analysis.files[sample?.file ?? -1] ?? '', row: sample?.row ?? 0 };
      };
      for (let i = 0; i < EACH; i++) {
        tried = randomChanges(dice, session.kase, analysis, './packs/added.yaml');
        if (supposesNothing(tried)) continue;
        const file = changesFrom(tried);
        const expected = whatIfNaively(naive, packsIn(tried, dir), analysis.hops, firstRow);
        let answer = await suppose(session, analysis, states, file);
        whatIfAnswerSchema.parse(answer);
        if (answer.scanNeeded) {
          const parts = answer.why.some(
            (w) => w.because === 'records of a flow would be decided differently',
          );
          // Where nothing changes at an instant of its own, a flow is said to part only when it does.
          if (parts && !hasNewInstants(tried))
            assert.ok(expected.parts, 'a flow is said to part, and does not');
          for (const w of answer.why) seen.add(w.because);
          needed++;
          if (needed % SCANNED !== 0) continue;
          try {
            answer = await suppose(session, analysis, states, file, { limits: given, listener: QUIET });
          } catch (error) {
            if (error instanceof WayleaveError && error.message.includes('cut by its id')) continue;
            throw error;
          }
          whatIfAnswerSchema.parse(answer);
          assert.ok(!answer.scanNeeded && answer.scanned, 'a scan answers');
          seen.add('scanned');
        } else assert.ok(!expected.parts, 'records of a flow part, and it is not said');
        // Told apart by both laws there are more trails, and the bound on them may cut shorter ones.
        const { numbers } =
          answer.hops === analysis.hops
            ? expected
            : whatIfNaively(naive, packsIn(tried, dir), answer.hops, firstRow);
        assert.deepEqual(comparableAnswer(answer), inOrder(numbers));
        seen.add('answered');
        if (answer.flows.length > 0) seen.add('something changes');
        if (answer.flows.some((f) => f.after === null)) seen.add('a flow is cut');
        for (const [kind, list] of Object.entries(answer.findings)) if (list.length > 0) seen.add(kind);
      }
    } catch (error) {
      // Kept for whoever looks into it.
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`the case in ${dir}, supposing ${JSON.stringify(tried)}: ${why}`, { cause: error });
    }
    rmSync(dir, { recursive: true, force: true });
  });
  await assertOnRandomCases(property, { runs: RUNS, occurs: OCCURS, seen });
});
