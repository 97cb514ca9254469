import type { RunListener } from '../../src/session.js';

/** Hears nothing of a run. */
export const QUIET: RunListener = { onProgress: () => undefined, onRun: () => () => undefined };
