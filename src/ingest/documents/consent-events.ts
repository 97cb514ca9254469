import type { DuckDBAppender } from '@duckdb/node-api';
import type { Database } from '../../duckdb/database.js';
import { sqlFile } from '../../duckdb/sql.js';
import { jsonDocuments, type JsonText } from '../../input/json-documents.js';
import type { Parsed } from '../../input/parsed.js';
import type { ConsentEvent, ConsentRecords, TcfStrings } from '../../model/imports.js';
import { readBytes } from '../byte-source.js';
import { logPath } from '../log-path.js';
import { stageQuery, type StageJob } from '../stage-text.js';
import { consentsOfRecord } from './consent-record.js';
import { stringRows } from './string-rows.js';
import { consentsOfString } from './tcf-string.js';

/** A file of consents of another format. */
export interface ConsentJob extends StageJob {
  readonly how: ConsentRecords | TcfStrings;
}

interface Told {
  readonly source: JsonText;
  readonly events: Parsed<ConsentEvent[]>;
}

/**
 * Consents of other formats are told as events, and the end of one may stand in another document than its beginning: so
 * the events of all files are gathered first, then every giving of a consent is a row that ends where the next event
 * says so.
 *
 * @returns rows of the consents log, and documents that make none (a refusal, say)
 */
export async function stageConsents(
  db: Database,
  jobs: readonly ConsentJob[],
): Promise<{ rows: number; passedOver: number }> {
  await db.run(sqlFile('ingest/sql/consent-events.sql'));
  const appender = await db.connection.createAppender('consent_events');
  let passedOver = 0;
  let number = 0;
  for (const job of jobs) {
    for await (const { source, events } of toldBy(job)) {
      number++;
      if ('problem' in events) {
        appendProblem(appender, job.index, number, { ...source, problem: events.problem });
        continue;
      }
      // One whose time cannot be read becomes a row too, to be rejected.
      if (!events.value.some((e) => e.given || e.at === null)) passedOver++;
      for (const event of events.value) appendEvent(appender, job.index, number, source.line, event);
    }
  }
  appender.closeSync();
  const [any] = jobs;
  const records = sqlFile('ingest/sql/records-of-consent-events.sql');
  return { rows: any === undefined ? 0 : await stageQuery(any, records), passedOver };
}

async function* toldBy(job: ConsentJob): AsyncGenerator<Told> {
  const { file, how } = job;
  const container = file.documents?.container ?? 'json';
  const pieces = readBytes(logPath(job.caseDir, file), file.path, file.compression, job.onRead);
  if (how.format === 'iso-27560') {
    for await (const texts of jsonDocuments(pieces, container === 'jsonl')) {
      for (const source of texts) {
        yield { source, events: consentsOfRecord(source, how, job.source.timezone) };
      }
    }
    return;
  }
  for await (const rows of stringRows(pieces, file, container, how)) {
    for (const { source, userId, text } of rows) {
      const { problem } = source;
      if (problem !== null) yield { source, events: { problem } };
      else if (text === null) yield { source, events: { problem: 'it has no TCF string' } };
      else yield { source, events: consentsOfString(userId, text, how) };
    }
  }
}

function appendProblem(appender: DuckDBAppender, file: number, number: number, source: JsonText): void {
  appender.appendInteger(file);
  appender.appendBigInt(BigInt(number));
  appender.appendBigInt(BigInt(source.line));
  appender.appendVarchar(source.problem ?? '');
  appender.appendVarchar(source.text);
  for (let i = 0; i < 6; i++) appender.appendNull();
  appender.endRow();
}

function appendEvent(
  appender: DuckDBAppender,
  file: number,
  number: number,
  line: number,
  event: ConsentEvent,
): void {
  const text = (value: string | null): void => {
    if (value === null) appender.appendNull();
    else appender.appendVarchar(value);
  };
  appender.appendInteger(file);
  appender.appendBigInt(BigInt(number));
  appender.appendBigInt(BigInt(line));
  appender.appendNull();
  appender.appendNull();
  text(event.userId);
  text(event.notice);
  text(event.time);
  if (event.at === null) appender.appendNull();
  else appender.appendBigInt(BigInt(event.at));
  appender.appendBoolean(event.given);
  text(event.expires);
  appender.endRow();
}
