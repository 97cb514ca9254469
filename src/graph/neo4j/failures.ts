import { Neo4jError } from 'neo4j-driver';
import { withoutPersons } from '../without-persons.js';
import { WayleaveError, type ErrorCode } from '../../errors.js';

/** Codes of Neo4j by which of ours they are; the first that fits counts. */
const MEANINGS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^ServiceUnavailable$|^SessionExpired$/, 'GRAPH_UNAVAILABLE'],
  [/^Neo\.ClientError\.Security\./, 'GRAPH_UNAVAILABLE'],
  [/\.Database\.|\.Cluster\.|General\.DatabaseUnavailable/, 'GRAPH_UNAVAILABLE'],
  [/TransactionTimedOut|\.Transaction\.(Terminated|LockClientStopped)/, 'QUERY_TIMEOUT'],
  [/OutOfMemory|MemoryLimit|StackOverFlow/, 'QUERY_MEMORY'],
  [
    /Statement\.(AccessMode|NotSystemDatabaseError|RuntimeUnsupportedError)|\.Security\.Forbidden/,
    'QUERY_REFUSED',
  ],
  [
    /Statement\.(SyntaxError|ArgumentError|UnsupportedAdministrationCommand|SemanticError|ParameterMissing)|\.Procedure\.ProcedureNotFound/,
    'QUERY_SYNTAX',
  ],
];

/** An error of the driver as one of ours; anything else stays what it is. */
export function graphError(error: unknown, address: string): unknown {
  if (!(error instanceof Neo4jError)) return error;
  const code = MEANINGS.find(([pattern]) => pattern.test(error.code))?.[1] ?? 'QUERY_FAILED';
  if (code !== 'GRAPH_UNAVAILABLE')
    return new WayleaveError(code, withoutPersons(error.message), { cause: error });
  return new WayleaveError(code, `Neo4j at ${address} cannot be used: ${error.message}`, {
    advice:
      'See that the server runs, and that address, user, password and database are right; then try again.',
    cause: error,
  });
}
