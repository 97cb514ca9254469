import { pino, type Logger } from 'pino';

/** The log of the server: JSON lines on stderr. It names operations and request ids; never a person, URL or query. */
export function makeLog(level: string): Logger {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
}
