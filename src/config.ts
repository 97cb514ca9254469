import bytes from 'bytes';
import { availableParallelism, totalmem } from 'node:os';
import { WayleaveError } from './errors.js';

/** One setting: where it may be given, what it means when it is not. */
export interface Setting {
  readonly name: string;
  readonly env: string;
  readonly fallback: string;
  readonly about: string;
}

/** Every setting that the environment may give; the command line comes first, then the environment, then the fallback. */
export const SETTINGS = [
  {
    name: 'memory',
    env: 'WAYLEAVE_MEMORY',
    fallback: '4GB',
    about: 'Memory limit of an analysis; what does not fit is spilled to disk.',
  },
  { name: 'threads', env: 'WAYLEAVE_THREADS', fallback: 'all cores', about: 'Worker threads.' },
  {
    name: 'shards',
    env: 'WAYLEAVE_SHARDS',
    fallback: 'by size',
    about: 'Into how many shards persons are dealt; the answer does not depend on it.',
  },
  {
    name: 'named',
    env: 'WAYLEAVE_NAMED',
    fallback: '1000000',
    about:
      'Up to so many people, a result keeps who belongs to which cohort; beyond it persons are looked up in the logs.',
  },
  {
    name: 'key',
    env: 'WAYLEAVE_KEY',
    fallback: 'a file in the store',
    about: 'Key of the pseudonyms, as hexadecimal digits (at least 32).',
  },
  {
    name: 'operator',
    env: 'WAYLEAVE_OPERATOR',
    fallback: 'the system user',
    about: 'Who is named in the audit log.',
  },
] as const satisfies readonly Setting[];

export type SettingName = (typeof SETTINGS)[number]['name'];

/** What was given for a setting on the command line or in the environment. This file is the only reader of the latter. */
export function setting(name: SettingName, given?: string): string | undefined {
  const found = SETTINGS.find((s) => s.name === name);
  const value = given ?? (found === undefined ? undefined : process.env[found.env]);
  return value === '' ? undefined : value;
}

/** True when the environment asks for no colour (https://no-color.org). */
export function noColor(): boolean {
  return (process.env['NO_COLOR'] ?? '') !== '' || process.env['TERM'] === 'dumb';
}

/** Limits of one analysis. */
export interface Limits {
  /** Bytes. */
  readonly memory: number;
  readonly threads: number;
  /** Undefined: chosen by the size of the logs. */
  readonly shards: number | undefined;
  /** Up to so many people, who belongs to which cohort is kept. */
  readonly named: number;
}

/** @throws WayleaveError USAGE when a value is not understood */
export function limits(given: { memory?: string; threads?: string; shards?: string } = {}): Limits {
  const memoryText = setting('memory', given.memory);
  const memory = memoryText === undefined ? Math.min(4e9, totalmem() * 0.6) : bytes.parse(memoryText);
  if (memory === null || memory < 256e6) {
    throw new WayleaveError('USAGE', `--memory ${memoryText ?? ''} is not understood`, {
      accepted: '256MB or more, such as 4GB',
    });
  }
  const shards = setting('shards', given.shards);
  return {
    memory,
    threads: wholeNumber('threads', setting('threads', given.threads) ?? String(availableParallelism()), 256),
    shards: shards === undefined ? undefined : wholeNumber('shards', shards, 4096),
    named: namedPeople(),
  };
}

/** Up to how many people a result keeps who belongs to which cohort. */
export function namedPeople(): number {
  return wholeNumber('named', setting('named') ?? '1000000', 100_000_000);
}

/** @throws WayleaveError USAGE */
export function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > most) {
    throw new WayleaveError('USAGE', `--${name} ${text} is not understood`, {
      accepted: `a whole number from 1 to ${most}`,
    });
  }
  return value;
}
