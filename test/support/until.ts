import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 50;

/**
 * Asks again and again until an answer will do, and gives it: waiting for what cannot be awaited, but not for ever.
 *
 * @param what for the error, as in "waited for …"
 * @param mostMs a machine that is busy may take long; what has not come after so long does not come at all
 * @throws Error when it has not come by then, with the last answer
 */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  willDo: (answer: T) => boolean | Promise<boolean>,
  mostMs = 180_000,
): Promise<T> {
  const begun = performance.now();
  for (;;) {
    const answer = await ask();
    if (await willDo(answer)) return answer;
    if (performance.now() - begun > mostMs) {
      throw new Error(`waited for ${what}; the last answer was ${JSON.stringify(answer)}`);
    }
    await sleep(EVERY_MS);
  }
}
