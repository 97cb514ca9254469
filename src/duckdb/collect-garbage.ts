import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'minor' | 'major' }) => void;

let collect: Collect | undefined;

/**
 * Collects what was made and thrown away lately, in a millisecond or so. Memory of the database that an object stands for is
 * freed with the object, and the engine does not know of it: thousands of chunks of a result are little to it, and hundreds of
 * megabytes in truth.
 */
export function collectYoungGarbage(): void {
  collectGarbage('minor');
}

/** Collects all that was thrown away, in some tens of milliseconds: memory that threads shared is freed no sooner. */
export function collectAllGarbage(): void {
  collectGarbage('major');
}

function collectGarbage(type: 'minor' | 'major'): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
  }
  collect({ type });
}
