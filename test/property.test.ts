import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/assets.js';
import { analyzeForRejects, printedCase } from './support/analyze.js';
import { assertSamePrinted } from './support/compare-printed.js';
import { analyzeNaively } from './support/naive/analyze.js';
import { assertOnRandomCases } from './support/random/assert-random.js';
import { writeRandomCase } from './support/random/write-case.js';

const RUNS = 200;
/** Of so many cases, one is dealt into shards and threads as well: 64 shards of a few rows take long. */
const DEALT = { three: 4, sixtyFour: 8 };
const PACKS = join(packageRoot(), 'src', 'law', 'packs');

/** What must have occurred over a run, so that it proves something. */
const OCCURS = [
  ...['unsupported', 'contested', 'supported', 'out_of_scope'],
  ...[
    'CONSENT_DEFECTIVE',
    'CONSENT_WITHDRAWN',
    'CONSENT_EXPIRED',
    'CONSENT_NOT_YET_GIVEN',
    'CONSENT_NOT_GIVEN',
  ],
  ...['CONSENT_OUT_OF_SCOPE', 'CONTRACT_UNQUALIFIED', 'CONTRACT_ENDED', 'CONTRACT_NOT_SIGNED'],
  ...['CONTRACT_OUT_OF_SCOPE', 'ADEQUACY_OUT_OF_SCOPE', 'NO_BASIS', 'FIELD_NOT_NECESSARY', 'WEAK_PSEUDONYM'],
  ...['ONWARD_NOT_PERMITTED', 'TAINTED', 'advisory', 'cut', 'hops 3', 'reach'],
  ...['MALFORMED_ROW', 'MISSING_VALUE', 'BAD_TIMESTAMP', 'BAD_VALUE', 'UNKNOWN_PROCESSOR', 'UNKNOWN_FIELD'],
  ...['UNKNOWN_PURPOSE', 'UNKNOWN_NOTICE', 'SELF_TRANSFER', 'DUPLICATE_RECORD_ID', 'WITHDRAWN_BEFORE_GIVEN'],
];

test(`${RUNS} random cases: the program prints what the definitions, taken word by word, say`, async () => {
  const seen = new Set<string>();
  let runs = 0;
  const property = fc.asyncProperty(fc.nat(), async (seed) => {
    const dir = mkdtempSync(join(tmpdir(), `wayleave-random-${seed}-`));
    try {
      await writeRandomCase(dir, seed);
      const expected = await analyzeNaively(dir, PACKS);
      const { printed, rejects } = await analyzeForRejects(dir);
      assertSamePrinted(printed, expected.printed);
      assert.deepEqual(inOrder(rejects), inOrder(expected.rejects));
      runs++;
      if (runs % DEALT.three === 0)
        assert.deepEqual(await printedCase(dir, { shards: 3, threads: 2 }), printed);
      if (runs % DEALT.sixtyFour === 0)
        assert.deepEqual(await printedCase(dir, { shards: 64, threads: 2 }), printed);
      for (const text of [JSON.stringify(printed), JSON.stringify(rejects)]) {
        for (const word of OCCURS) if (text.includes(`"${word}"`)) seen.add(word);
        if (text.includes('"cut":{')) seen.add('cut');
        if (text.includes('"hops":3')) seen.add('hops 3');
        if (text.includes('"reach":[{')) seen.add('reach');
      }
    } catch (error) {
      // Kept for whoever looks into it.
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`the case in ${dir} differs: ${why}`, { cause: error });
    }
    rmSync(dir, { recursive: true, force: true });
  });
  // A count of transfers of which several may leave or not.
  await assertOnRandomCases(property, { runs: RUNS, known: [[198998912]], occurs: OCCURS, seen });
});

function inOrder(rejects: readonly object[]): string[] {
  return rejects.map((r) => JSON.stringify(r)).sort();
}
