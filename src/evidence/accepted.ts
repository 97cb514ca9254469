import { quoteText, sqlFile } from '../duckdb/sql.js';
import { windowSql } from '../ingest/name-transfers.js';
import type { Logs, Window } from '../ingest/read-logs.js';
import { codeLayout, type CodeLayout } from './history.js';

/** Queries of what the logs hold and nothing is wrong with, over the views of the work database. */
export interface AcceptedRows {
  /** Transfers of the window: user_id, at_us, and their code in `layout`. */
  readonly transfers: string;
  /** Consents: user_id, notice, given_at, withdrawn_at, expires_at. */
  readonly consents: string;
  /** Every person with a transfer, once (user_id), and from which past their history goes on (past, or -1); there may be more. */
  readonly persons: string;
  readonly layout: CodeLayout;
}

/** @param onlyUser the rows of this person alone */
export function acceptedRows(logs: Logs, window: Window, onlyUser?: string): AcceptedRows {
  const only = (query: string): string =>
    onlyUser === undefined ? query : sqlFile('evidence/only-user.sql', { query, user: quoteText(onlyUser) });
  const layout = codeLayout(logs.routes.length, logs.files.length, logs.rows);
  const transfers = only(
    sqlFile('ingest/sql/accepted.sql', {
      route: String(2 ** layout.placeBits),
      file: String(2 ** layout.rowBits),
      unique: logs.hasDuplicates ? 'ANTI JOIN duplicates d ON t.file = d.file AND t.row = d.row' : '',
      within: windowSql(window),
    }),
  );
  return {
    transfers,
    consents: only(sqlFile('ingest/sql/accepted-consents.sql')),
    persons: personsOf(logs, transfers, onlyUser),
    layout,
  };
}

function personsOf({ seenPersons }: Logs, transfers: string, onlyUser: string | undefined): string {
  if (onlyUser !== undefined) return sqlFile('evidence/one-person.sql', { user: quoteText(onlyUser) });
  return seenPersons
    ? sqlFile('ingest/sql/all-seen-persons.sql')
    : sqlFile('evidence/persons-of.sql', { transfers });
}
