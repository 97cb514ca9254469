import assert from 'node:assert/strict';
import fc, { type IRawProperty } from 'fast-check';

/** What a property over random cases has to show. */
export interface Shown<T> {
  readonly runs: number;
  /** Cases that are always among them: what failed once, and what is rare. */
  readonly known?: readonly T[];
  /** What must have occurred over the runs, so that they prove something. */
  readonly occurs: readonly string[];
  /** What did; filled by the property. */
  readonly seen: ReadonlySet<string>;
}

/** Asserts that a property holds on random cases; `WAYLEAVE_TEST_SEED` repeats those of an earlier run. */
export async function assertOnRandomCases<T>(
  property: IRawProperty<T>,
  { runs, known = [], occurs, seen }: Shown<T>,
): Promise<void> {
  const seed = process.env['WAYLEAVE_TEST_SEED'];
  await fc.assert(property, {
    numRuns: runs,
    endOnFailure: true,
    examples: [...known],
    ...(seed === undefined ? {} : { seed: Number(seed) }),
  });
  assert.deepEqual(
    occurs.filter((word) => !seen.has(word)),
    [],
    'what did not occur in any case',
  );
}
