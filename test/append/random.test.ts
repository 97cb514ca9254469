import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { analyzedAdding, analyzedWhole } from '../support/adding.js';
import { assertOnRandomCases } from '../support/random/assert-random.js';
import { putDay, writeRandomDays, type DayFiles } from '../support/random/write-days.js';

const RUNS = 8;

/** What must have occurred over a run, so that it proves something. */
const OCCURS = ['further', 'again', 'asked', 'anew', 'DUPLICATE_RECORD_ID', 'gone'];

test(`${RUNS} random cases from day to day: adding comes to what analyzing everything does`, async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(fc.nat(), async (seed) => {
    const dir = mkdtempSync(join(tmpdir(), `wayleave-days-${seed}-`));
    try {
      let before: DayFiles | undefined;
      for (const [i, files] of (await writeRandomDays(dir, seed)).entries()) {
        putDay(dir, files, before);
        before = files;
        const added = await analyzedAdding(dir, { shards: 1 + (seed % 3) });
        const whole = await analyzedWhole(dir);
        assert.deepEqual(added.printed, whole.printed, `day ${i}: ${added.note}`);
        assert.deepEqual(added.rejects, whole.rejects, `day ${i}: ${added.note}`);
        assert.deepEqual(added.cohortOf, whole.cohortOf, `day ${i}: ${added.note}`);
        assert.deepEqual(added.situations, whole.situations, `day ${i}: ${added.note}`);
        for (const word of wordsOf(added.note)) seen.add(word);
        if (added.rejects.some((r) => r['code'] === 'DUPLICATE_RECORD_ID')) seen.add('DUPLICATE_RECORD_ID');
      }
    } catch (error) {
      // Kept for whoever looks into it.
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`the case in ${dir} differs: ${why}`, { cause: error });
    }
    rmSync(dir, { recursive: true, force: true });
  });
  await assertOnRandomCases(property, { runs: RUNS, occurs: OCCURS, seen });
});

/** What a note says was done. */
function wordsOf(note: string): string[] {
  const counts = /read, (\d+) gone.*gone on with: (\d+), walked again: (\d+), asked once more: (\d+)/.exec(
    note,
  );
  if (counts === null) return [note.includes('anew') ? 'anew' : '', note.includes('cut') ? 'cut' : ''];
  return ['gone', 'further', 'again', 'asked'].filter((_, i) => Number(counts[i + 1]) > 0);
}
