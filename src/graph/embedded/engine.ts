import type { GrafeoDB, GrafeoError } from '@grafeo-db/js';
import { withoutPersons } from '../without-persons.js';
import { reason, WayleaveError, type ErrorCode } from '../../errors.js';

export type Engine = typeof GrafeoDB;

/**
 * The engine, which is native code.
 *
 * @throws WayleaveError GRAPH_UNAVAILABLE where there is no build for this platform
 */
export async function loadEngine(): Promise<Engine> {
  try {
    return (await import('@grafeo-db/js')).default.GrafeoDB;
  } catch (error) {
    throw new WayleaveError(
      'GRAPH_UNAVAILABLE',
      `the embedded graph store does not run on ${process.platform}-${process.arch}: ${reason(error)}`,
      {
        accepted: 'linux-x64 (glibc), linux-arm64, darwin-x64, darwin-arm64, win32-x64',
        advice:
          'Everything but graph queries works without it. For those, name a Neo4j database with --graph.',
        cause: error,
      },
    );
  }
}

/** The engine's own statuses and marks, and what they mean here. */
const MEANINGS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/GRAFEO-Q003\b/, 'QUERY_TIMEOUT'],
  [/GRAFEO-T003\b|GRAFEO-X001: Internal error: Schema commands/, 'QUERY_REFUSED'],
  [/GRAFEO-Q00[12]\b/, 'QUERY_SYNTAX'],
  // The engine's own guard has no mark: it would not fit the memory that a search for paths may use.
  [/more than the \d+ \w+ of memory a path search may use/, 'QUERY_MEMORY'],
];

/**
 * An error of the engine about a query, as one of ours.
 *
 * @param linesBefore lines that were put before the query
 */
export function queryError(error: unknown, linesBefore = 0): WayleaveError {
  if (error instanceof WayleaveError) return error;
  const text = reason(error);
  const status = error instanceof Error ? (error as GrafeoError).gqlStatus : undefined;
  const code = MEANINGS.find(([mark]) => mark.test(text))?.[1] ?? 'QUERY_FAILED';
  if (code === 'QUERY_REFUSED') {
    return new WayleaveError(code, 'the query writes, or is no query', {
      accepted: 'statements that only read: MATCH … RETURN …',
      cause: error,
    });
  }
  const said = withoutPersons(plain(text, linesBefore));
  return new WayleaveError(code, status === undefined ? said : `${said} (${status})`, { cause: error });
}

/** What the engine says without its marks, and where in the query as words. */
function plain(text: string, linesBefore: number): string {
  const place = /--> query:(\d+):(\d+)/.exec(text);
  const sentence = text
    .split(/\n\s*(?:-->|\|)/, 1)
    .join('')
    .replace(/^(?:\w+ error: )*GRAFEO-\w+: /, '')
    .replace(/^(?:[\w ]+ error: )?(?:\[Cypher\] )?/, '');
  const help = /help: (.+)/.exec(text)?.[1];
  const at = place === null ? '' : `, line ${Number(place[1]) - linesBefore} column ${place[2] ?? ''}`;
  return `${sentence}${at}${help === undefined ? '' : `; ${help}`}`;
}
