import { setTimeout as sleep } from 'node:timers/promises';

/** A machine that is busy may take long; what has not come after so long does not come at all. */
const MOST_MS = 180_000;
const EVERY_MS = 50;

/**
 * Asks again and again until an answer will do, and gives it: waiting for what cannot be awaited, but not for ever.
 *
 * @param what for the error, as in "waited for …"
 * @throws Error when it has not come after three minutes, with the last answer
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  willDo: (answer: T) => boolean | Promise<boolean>,
): Promise<T> {
  const begun = performance.now();
  for (;;) {
    const answer = await ask();
    if (await willDo(answer)) return answer;
    if (performance.now() - begun > MOST_MS) {
      throw new Error(`waited for ${what}; the last answer was ${JSON.stringify(answer)}`);
    }
    await sleep(EVERY_MS);
  }
}
