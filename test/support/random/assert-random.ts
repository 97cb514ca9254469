import assert from 'node:assert/strict';
import fc, { type IRawProperty } from 'fast-check';

/** What a property over random cases has to show. */
export interface Shown {
  readonly runs: number;
  /** What must have occurred over the runs, so that they prove something. */
  readonly occurs: readonly string[];
  /** What did; filled by the property. */
  readonly seen: ReadonlySet<string>;
}

/** Asserts that a property holds on random cases; `WAYLEAVE_TEST_SEED` repeats those of an earlier run. */
export async function assertOnRandomCases<T>(
  property: IRawProperty<T>,
  { runs, occurs, seen }: Shown,
): Promise<void> {
  const seed = process.env['WAYLEAVE_TEST_SEED'];
  await fc.assert(property, {
    numRuns: runs,
    endOnFailure: true,
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  });
  assert.deepEqual(
    occurs.filter((word) => !seen.has(word)),
    [],
    'what did not occur in any case',
  );
}
