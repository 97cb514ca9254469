import { writeFiles } from './workspace.js';

/** Countries of a large case, home first. */
const PLACES = [
  ...[
    'KR',
    'SG',
    'US',
    'JP',
    'IE',
    'DE',
    'GB',
    'CN',
    'NL',
    'FR',
    'IN',
    'VN',
    'AU',
    'CA',
    'BR',
    'IL',
    'SE',
    'CH',
  ],
  ...[
    'TH',
    'PH',
    'ID',
    'MY',
    'HK',
    'TW',
    'AE',
    'ES',
    'IT',
    'PL',
    'FI',
    'NO',
    'DK',
    'AT',
    'BE',
    'CZ',
    'PT',
    'RO',
  ],
] as const;

const FIELDS = ['phone', 'email', 'address', 'balance', 'score', 'device'] as const;

/** A generator of whole numbers below a bound; the same seed gives the same ones (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** A rule pack in which a contract alone carries what is provided; `applies` as in a pack. */
export function outsourcingPack(applies: string): string {
  return [
    'id: own',
    'title: An act',
    `applies: ${applies}`,
    'gates:',
    '  - gate: provision',
    '    carried_by:',
    '      - { contract: outsourcing, requires: { beneficiary: exporter }, cite: Act 26 }',
    '    cite: Act 17',
    '',
  ].join('\n');
}

/**
 * Writes a case of about so many flows: some hundred processors in three dozen countries, contracts of which some serve
 * whom nobody recorded, people whose data goes two or three hops. Always the same for the same numbers.
 *
 * @param people whose data it is: the fewer, the more trails
 * @returns the folder
 */
export function writeLargeCase(dir: string, flows: number, people = Math.max(400, flows)): string {
  const random = numbers(flows);
  const count = Math.max(40, Math.round(flows / 12));
  const home = Math.max(6, Math.round(count / 8));
  const places = Array.from({ length: count }, (_, i) =>
    i < home ? 'KR' : (PLACES[1 + (i % (PLACES.length - 1))] ?? 'US'),
  );
  const processors = places.map((place, i) => `p${i},${place},${i < home ? 'Home' : 'Company'} ${i},\n`);
  const contracts: string[] = [];
  const transfers: string[] = [];
  const day = 86_400_000;
  const start = Date.UTC(2022, 0, 1);
  const row = (at: number, user: number, from: string, to: string, field: string) =>
    `${new Date(start + at * day).toISOString()},u${user},${from},${to},${field},service,,\n`;
  for (let i = 0; i < flows; i++) {
    const abroad = i % 3 === 2;
    const from = abroad ? home + random(count - home) : random(home);
    let to = home + random(count - home);
    if (to === from) to = home + ((to - home + 1) % (count - home));
    const field = FIELDS[random(FIELDS.length)] ?? 'phone';
    const kind = random(4);
    if (kind < 2) {
      const beneficiary = kind === 0 ? 'exporter' : '';
      contracts.push(`c${i},outsourcing,p${from},p${to},${field},*,2020-01-01,,,${beneficiary},true\n`);
    }
    const times = 1 + random(12);
    for (let n = 0; n < times; n++) {
      transfers.push(row(random(700), random(people), `p${from}`, `p${to}`, field));
    }
  }
  for (let i = 0; i < home; i++) transfers.push(row(0, i, '@user', `p${i}`, FIELDS.join('|')));
  return writeFiles(dir, {
    'case.yaml': 'title: A large case\nhome: KR\nrules: [./own.yaml]\ntrace: { maxHops: 3 }\n',
    'own.yaml': outsourcingPack('{ sender: [KR, SG, US], people: [JP] }'),
    'processors.csv': `id,jurisdiction,name,aliases\n${processors.join('')}`,
    'fields.csv': `id,category,derived_from,method\n${FIELDS.map((f) => `${f},pd:Data/${f},,\n`).join('')}`,
    'purposes.csv': 'id\nservice\n',
    'contracts.csv': `id,kind,exporter,importer,fields,purposes,signed_at,ends_at,onward,beneficiary,supervised\n${contracts.join('')}`,
    'transfers/log.csv': `at,user_id,sender,recipient,fields,purpose,basis,record_id\n${transfers.join('')}`,
  });
}
