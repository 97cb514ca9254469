import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { analyzeCase } from '../support/analyze.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const pack = (count: string): string =>
  `id: own\napplies: { sender: [KR] }\ntimezone: Asia/Seoul\ngates:\n  - gate: g\n    when: leaves\n    carried_by:\n      - { exemption: few, counts: [${count}] }\n`;

const iso = (at: number): string => new Date(at / 1000).toISOString();
const DAY = 86_400e6;
const START = Date.UTC(2022, 10, 1) * 1000;
/** Begin of a year in Seoul. */
const year = (at: number): number =>
  Date.UTC(new Date(at / 1000 + 9 * 3600e3).getUTCFullYear(), 0, 1) - 9 * 3600e3;

/** How many persons, or days of Seoul, have counted up to an instant: by looking at every transfer. */
function countAt(
  rows: readonly { at: number; user: number }[],
  of: string,
  within: string,
  at: number,
): number {
  const from = (x: number): boolean => {
    if (within === 'ever') return true;
    if (within === 'year') return year(x) === year(at);
    const end = new Date(x / 1000);
    end.setUTCFullYear(end.getUTCFullYear() + 1);
    return at < end.getTime() * 1000;
  };
  const counted = rows.filter((r) => r.at <= at && from(r.at));
  return new Set(counted.map((r) => (of === 'people' ? r.user : Math.floor((r.at + 9 * 3600e6) / DAY)))).size;
}

test('counts of persons and days turn exactly when they should, however persons are dealt', async (t) => {
  const row = fc.record({ at: fc.integer({ min: 0, max: 800 * 4 }), user: fc.nat(9) });
  const property = fc.asyncProperty(
    fc.array(row, { minLength: 1, maxLength: 60 }),
    fc.constantFrom('people', 'days'),
    fc.constantFrom('year', '12 months', 'ever'),
    fc.integer({ min: 1, max: 6 }),
    async (cells, of, within, below) => {
      const rows = cells.map((c) => ({ at: START + c.at * (DAY / 4), user: c.user }));
      const dir = writeFiles(tempDir(t), {
        ...BASE,
        'own.yaml': pack(`{ of: ${of}, below: ${below}, within: ${within} }`),
        'transfers.csv': HEADER + rows.map((r) => `${iso(r.at)},u${r.user},shop,lab,phone,pay,,\n`).join(''),
      });
      const expected = { few: 0, many: 0 };
      for (const r of rows) expected[countAt(rows, of, within, r.at) < below ? 'few' : 'many']++;
      for (const how of [{}, { shards: 5, threads: 2 }]) {
        const { flows } = await analyzeCase(dir, how);
        const records = (verdict: string): number =>
          flows.filter((f) => f.verdict === verdict).reduce((n, f) => n + f.records, 0);
        assert.deepEqual({ few: records('supported'), many: records('unsupported') }, expected);
      }
    },
  );
  await fc.assert(property, { numRuns: 25 });
});

test('a count turns at the microsecond of the transfer that reaches it, and with the year of the zone', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'own.yaml': pack('{ of: people, below: 2 }'),
    'transfers.csv':
      HEADER +
      [
        '2023-03-01T00:00:00.000001Z,a,shop,lab,phone,pay,,before',
        '2023-03-01T00:00:00.000002Z,b,shop,ads,phone,pay,,reached',
        '2023-03-01T00:00:00.000002Z,a,shop,lab,phone,pay,,reached too',
        '2023-12-31T14:59:59.999999Z,a,shop,lab,phone,pay,,still',
        '2023-12-31T15:00:00Z,a,shop,lab,phone,pay,,new year in Seoul',
      ].join('\n'),
  });
  const { flows } = await analyzeCase(dir);
  assert.deepEqual(flows.map((f) => [f.recipient, f.verdict, f.records]).sort(), [
    ['ads', 'unsupported', 1],
    ['lab', 'supported', 2],
    ['lab', 'unsupported', 2],
  ]);
});

test('counted are transfers that leave, of the sender or its pair, with a field of the categories; and the whole log', async (t) => {
  const run = async (count: string, window?: { from: number; until: number }): Promise<unknown> => {
    const dir = writeFiles(tempDir(t), {
      ...BASE,
      'processors.csv': 'id,jurisdiction\nshop,KR\nhome,KR\nlab,US\nads,SG\n',
      'fields.csv': 'id,category\nphone,pd:TelephoneNumber\nill,pd:Health\n',
      'purposes.csv': 'id\npay\nother\n',
      'own.yaml': pack(count),
      'transfers.csv':
        HEADER +
        [
          '2023-01-02,a,shop,home,phone,pay,,stays',
          '2023-01-03,b,home,lab,phone,pay,,another sender',
          '2023-01-04,c,shop,lab,phone,pay,,1',
          '2023-01-05,d,shop,ads,phone,pay,,2',
          '2023-01-06,e,shop,lab,ill,pay,,3',
          '2023-01-07,f,shop,lab,phone,other,,4',
          '2023-01-07,f,shop,lab,phone,other,,4',
          '2023-01-08,g,shop,lab,phone,pay,,5',
        ].join('\n'),
    });
    const { flows, sources } = await analyzeCase(dir, window === undefined ? {} : { window });
    assert.equal(sources.transfers.rejected, 1, 'a duplicate does not count');
    return flows
      .filter((f) => f.sender === 'shop' && f.verdict === 'unsupported')
      .map((f) => `${f.recipient} ${f.purpose} ${f.fields.join()} ${iso(f.firstAt).slice(0, 10)}`)
      .sort();
  };
  const lab = 'lab pay phone 2023-01-08';
  assert.deepEqual(await run('{ of: people, below: 5 }'), [lab]);
  assert.deepEqual(await run('{ of: people, below: 4, along: pair }'), [lab]);
  assert.deepEqual(await run('{ of: people, below: 3, along: purpose }'), [lab]);
  assert.deepEqual(await run('{ of: people, below: 1, categories: [pd:Health] }'), [
    'lab other phone 2023-01-07',
    'lab pay ill 2023-01-06',
    lab,
  ]);
  const window = { from: Date.UTC(2023, 0, 8) * 1000, until: Infinity };
  assert.deepEqual(
    await run('{ of: people, below: 5 }', window),
    [lab],
    'the window does not make it forget',
  );
});
