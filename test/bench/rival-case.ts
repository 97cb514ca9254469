import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_HOPS, PROCESSORS, type Transfer } from './rival-transfers.js';

const FILES: Readonly<Record<string, string>> = {
  'case.yaml': `title: Rival\nhome: KR\nrules: [./own.yaml]\ntrace: { maxHops: ${MAX_HOPS} }\n`,
  'own.yaml':
    'id: own\napplies: { sender: [KR], people: [KR] }\ngates:\n  - gate: provision\n    carried_by:\n' +
    '      - { consent: provide, cite: A 1 }\n    cite: A\n',
  'processors.csv': `id,jurisdiction\n${PROCESSORS.map((p) => `${p.id},${p.home ? 'KR' : 'SG'}\n`).join('')}`,
  'fields.csv': 'id,category\nphone,pd:TelephoneNumber\n',
  'purposes.csv': 'id\nscoring\n',
  'consents.csv': 'user_id,notice,given_at\n',
};

/** Path of the log within the case. */
const LOG = join('transfers', 'log.csv');

const LINES = 100_000;

/**
 * Writes a case with transfers of one field for one purpose, and no consent.
 *
 * @param dir an empty folder
 * @param sends the transfers in order of time, in pieces
 * @returns how many transfers there are
 */
export function writeRivalCase(dir: string, sends: Iterable<readonly Transfer[]>): number {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(dir, name), text);
  mkdirSync(join(dir, 'transfers'));
  const log = join(dir, LOG);
  writeFileSync(log, 'at,user_id,sender,recipient,fields,purpose\n');
  let count = 0;
  for (const transfers of sends) {
    for (let i = 0; i < transfers.length; i += LINES) {
      appendFileSync(
        log,
        transfers
          .slice(i, i + LINES)
          .map(line)
          .join(''),
      );
    }
    count += transfers.length;
  }
  return count;
}

function line(t: Transfer): string {
  return `${new Date(t.at * 1000).toISOString()},${t.user},${t.sender},${t.recipient},phone,scoring\n`;
}
