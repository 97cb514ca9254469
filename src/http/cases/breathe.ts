import { setImmediate as turn } from 'node:timers/promises';

/** So long work may hold the event loop before others get a turn: milliseconds. */
const BREATH = 8;

/**
 * For long loops in a process that serves others: `await breathe()` between steps lets the event loop turn whenever the
 * loop has held it for some milliseconds, and costs next to nothing otherwise.
 */
export function breather(): () => Promise<void> | undefined {
  let since = performance.now();
  return () => {
    if (performance.now() - since < BREATH) return undefined;
    return turn().then(() => {
      since = performance.now();
    });
  };
}
