import bytes from 'bytes';
import { availableParallelism, totalmem } from 'node:os';
import { delimiter } from 'node:path';
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
  {
    name: 'graph',
    env: 'WAYLEAVE_GRAPH',
    fallback: "embedded, in the case's store",
    about: 'Where the graph of a case is: the address of a Neo4j database, such as neo4j://host:7687.',
  },
  { name: 'graphUser', env: 'WAYLEAVE_GRAPH_USER', fallback: 'none', about: 'User of that database.' },
  {
    name: 'graphPassword',
    env: 'WAYLEAVE_GRAPH_PASSWORD',
    fallback: 'none',
    about: 'Password of that user.',
  },
  {
    name: 'graphToken',
    env: 'WAYLEAVE_GRAPH_TOKEN',
    fallback: 'none',
    about: 'Bearer token of single sign-on, instead of user and password.',
  },
  {
    name: 'graphDatabase',
    env: 'WAYLEAVE_GRAPH_DATABASE',
    fallback: "the user's home database",
    about: 'Name of the database on that server.',
  },
  {
    name: 'querySeconds',
    env: 'WAYLEAVE_QUERY_SECONDS',
    fallback: '30',
    about: 'Seconds that a query of the graph may take; the embedded store allows no more than 30.',
  },
  {
    name: 'queryRows',
    env: 'WAYLEAVE_QUERY_ROWS',
    fallback: '10000',
    about: 'Rows that a query of the graph answers with at most.',
  },
  {
    name: 'queryMemory',
    env: 'WAYLEAVE_QUERY_MEMORY',
    fallback: '1GB',
    about: 'Memory that a query of the embedded graph may take, beyond the graph itself.',
  },
  {
    name: 'queryReaders',
    env: 'WAYLEAVE_QUERY_READERS',
    fallback: '2, or 4 from 8 cores on',
    about: 'Queries of the embedded graph at a time, each in a process of its own.',
  },
  { name: 'host', env: 'WAYLEAVE_HOST', fallback: '127.0.0.1', about: 'Address that `serve` listens on.' },
  {
    name: 'port',
    env: 'WAYLEAVE_PORT',
    fallback: '7171',
    about: 'Port that `serve` listens on; 0 takes a free one.',
  },
  {
    name: 'hosts',
    env: 'WAYLEAVE_HOSTS',
    fallback: 'none',
    about: 'Host names under which the server may be addressed beside its address, with commas between them.',
  },
  {
    name: 'proxies',
    env: 'WAYLEAVE_PROXIES',
    fallback: 'none',
    about:
      'Proxies in front of the server, as addresses or networks with commas between them: askers are told apart by the address that these name (X-Forwarded-For).',
  },
  {
    name: 'tokens',
    env: 'WAYLEAVE_TOKENS',
    fallback: 'tokens.json in the store of the first case',
    about: 'File of the tokens that `wayleave token` makes and `serve` accepts; only their hashes are in it.',
  },
  {
    name: 'rate',
    env: 'WAYLEAVE_RATE',
    fallback: '6000',
    about: 'Requests that one asker may send in a minute; 0 for any number.',
  },
  {
    name: 'oidcIssuer',
    env: 'WAYLEAVE_OIDC_ISSUER',
    fallback: 'none',
    about: 'Issuer whose OpenID Connect tokens are accepted.',
  },
  {
    name: 'oidcAudience',
    env: 'WAYLEAVE_OIDC_AUDIENCE',
    fallback: 'none',
    about: 'Audience that those tokens must name.',
  },
  {
    name: 'oidcJwks',
    env: 'WAYLEAVE_OIDC_JWKS',
    fallback: 'what the issuer says',
    about: "Address of the issuer's keys.",
  },
  {
    name: 'oidcRole',
    env: 'WAYLEAVE_OIDC_ROLE',
    fallback: 'wayleave_role',
    about: 'Claim that holds the role (viewer, analyst or investigator), or a list with it.',
  },
  {
    name: 'log',
    env: 'WAYLEAVE_LOG',
    fallback: 'info',
    about: 'What the server logs: trace, debug, info, warn, error or silent.',
  },
] as const satisfies readonly Setting[];

export type SettingName = (typeof SETTINGS)[number]['name'];

/** The variable of the environment that gives a setting. */
export function envOf(name: SettingName): string {
  return SETTINGS.find((s) => s.name === name)?.env ?? name;
}

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
    throw new WayleaveError(
      'USAGE',
      `${given.memory === undefined ? envOf('memory') : '--memory'} ${memoryText ?? ''} is not understood`,
      {
        accepted: '256MB or more, such as 4GB',
      },
    );
  }
  const called = (name: 'threads' | 'shards'): string =>
    given[name] === undefined ? envOf(name) : `--${name}`;
  const shards = setting('shards', given.shards);
  return {
    memory,
    threads: wholeNumber(
      called('threads'),
      setting('threads', given.threads) ?? String(availableParallelism()),
      256,
    ),
    shards: shards === undefined ? undefined : wholeNumber(called('shards'), shards, 4096),
    named: namedPeople(),
  };
}

/** Up to how many people a result keeps who belongs to which cohort. */
export function namedPeople(): number {
  return wholeNumber(envOf('named'), setting('named') ?? '1000000', 100_000_000);
}

/** Limits of queries of the graph. */
export interface GraphLimits {
  readonly timeoutMs: number;
  readonly maxRows: number;
  /** Bytes, embedded only. */
  readonly memory: number;
  /** Queries at a time, embedded only. */
  readonly readers: number;
}

/** @throws WayleaveError USAGE when a value is not understood */
export function graphLimits(): GraphLimits {
  const memoryText = setting('queryMemory') ?? '1GB';
  const memory = bytes.parse(memoryText);
  if (memory === null || memory < 16e6) {
    throw new WayleaveError('USAGE', `${envOf('queryMemory')} ${memoryText} is not understood`, {
      accepted: '16MB or more, such as 1GB',
    });
  }
  const readers = setting('queryReaders') ?? (availableParallelism() < 8 ? '2' : '4');
  return {
    timeoutMs: wholeNumber(envOf('querySeconds'), setting('querySeconds') ?? '30', 86_400) * 1000,
    maxRows: wholeNumber(envOf('queryRows'), setting('queryRows') ?? '10000', 10_000_000),
    memory,
    readers: wholeNumber(envOf('queryReaders'), readers, 64),
  };
}

/** Where the graph is and how to get in, as far as it is said; undefined: embedded. */
export interface GraphAccess {
  readonly url: string | undefined;
  readonly user?: string;
  readonly password?: string;
  readonly token?: string;
  readonly database?: string;
}

/** @param url as given on the command line */
export function graphAccess(url?: string): GraphAccess {
  const [user, password] = [setting('graphUser'), setting('graphPassword')];
  const [token, database] = [setting('graphToken'), setting('graphDatabase')];
  return {
    url: setting('graph', url),
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(token === undefined ? {} : { token }),
    ...(database === undefined ? {} : { database }),
  };
}

/**
 * @param name how it was given: an option with its dashes, or a variable of the environment
 * @throws WayleaveError USAGE for anything but a whole number from `least` to `most`
 */
export function wholeNumber(name: string, text: string, most: number, least = 1): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new WayleaveError('USAGE', `${name} ${text} is not understood`, {
      accepted: `a whole number from ${least} to ${most}`,
    });
  }
  return value;
}

/** Where Apache Spark is installed, as its own variable says. */
export function sparkHome(): string | undefined {
  const home = process.env['SPARK_HOME'] ?? '';
  return home === '' ? undefined : home;
}

/** Folders in which programs are looked for. */
export function programFolders(): string[] {
  return (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
}

/** The environment for a program that is started, with more variables. */
export function environmentWith(more: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return { ...process.env, ...more };
}
