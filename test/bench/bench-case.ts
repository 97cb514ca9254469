import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quoteText } from '../../src/duckdb/sql.js';

const REGISTERS: Record<string, string> = {
  'case.yaml': 'title: Bench\nhome: KR\nrules: [./own.yaml]\n',
  'own.yaml':
    'id: own\napplies: { sender: [KR], people: [KR] }\ngates:\n  - gate: provision\n    carried_by:\n' +
    '      - { consent: provide, requires: { separate: true }, cite: A 1 }\n    cite: A\n' +
    '  - { gate: onward, when: leaves, cite: B }\n  - { gate: taint, effect: advisory }\n',
  'processors.csv': `id,jurisdiction\n${[
    ...names('home', 7, 'KR'),
    ...names('abroad', 5, 'SG'),
    ...names('onward', 6, 'US'),
  ].join('')}`,
  'fields.csv':
    'id,category,derived_from,method\nphone,pd:TelephoneNumber,,\nemail,pd:EmailAddress,,\nphone_hash,pd:TelephoneNumber,phone,hash\n' +
    'balance,pd:FinancialStatus,,\nscore,pd:CreditScore,balance|phone_hash|phone,score\n',
  'purposes.csv': 'id\np0\np1\np2\np3\n',
  'notices.csv': `id,controller,scope,recipients,fields,purposes,separate\n${Array.from({ length: 7 }, (_, i) => `n${i},home${i},provide,*,*,*,true\n`).join('')}`,
};

function names(prefix: string, count: number, place: string): string[] {
  return Array.from({ length: count }, (_, i) => `${prefix}${i},${place}\n`);
}

/** Writes the registers and the rules that logs of generate.sql go with. */
export function writeBenchRegisters(dir: string): void {
  for (const [name, text] of Object.entries(REGISTERS)) writeFileSync(join(dir, name), text);
}

/** The statement that writes consents of half of the people into a Parquet file, some of them withdrawn. */
export function benchConsents(people: number, path: string): string {
  return `COPY (SELECT 'user-' || u AS user_id, 'n' || (u % 7) AS notice, TIMESTAMP '2022-12-01' + INTERVAL (u % 200) DAY AS given_at,
    CASE WHEN u % 10 = 0 THEN TIMESTAMP '2023-08-20' END AS withdrawn_at FROM range(0, ${people}, 2) p(u)) TO ${quoteText(path)} (FORMAT parquet)`;
}
