import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  dayBeginningAt,
  isTimezone,
  offsetRanges,
  parseInstant,
  type OffsetRange,
} from '../../src/input/time.js';
import { formatInstant } from '../../src/model/instant.js';

/** The instant in UTC, or null. */
function utc(text: string, timezone = 'UTC'): string | null {
  const at = parseInstant(text, timezone);
  return at === null ? null : formatInstant(at);
}

test('every accepted way to write a time', () => {
  for (const [text, expected] of [
    ['2023-06-12', '2023-06-12T00:00:00Z'],
    ['2023-06-12T22:49', '2023-06-12T22:49:00Z'],
    ['2023-06-12 22:49:18', '2023-06-12T22:49:18Z'],
    ['2023-06-12T22:49:18.441853', '2023-06-12T22:49:18.441853Z'],
    ['2023-06-12T22:49:18.4', '2023-06-12T22:49:18.4Z'],
    ['2023-06-12T22:49:18.4418539999Z', '2023-06-12T22:49:18.441853Z'],
    ['2023-06-12 22:49:18,441', '2023-06-12T22:49:18.441Z'],
    ['2023-06-12T22:49:18,4418539999+09:00', '2023-06-12T13:49:18.441853Z'],
    ['2023-06-12T22:49Z', '2023-06-12T22:49:00Z'],
    ['2023-06-12T22:49:18+09:00', '2023-06-12T13:49:18Z'],
    ['2023-06-12 22:49:18-0330', '2023-06-13T02:19:18Z'],
    ['2023-06-12 22:49+05', '2023-06-12T17:49:00Z'],
    ['1969-12-31T23:59:59.999999', '1969-12-31T23:59:59.999999Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
  ] as const) {
    assert.equal(utc(text), expected, text);
  }
});

test('what is no time', () => {
  for (const text of [
    ...[
      '',
      'soon',
      '2023',
      '2023-06',
      '20230612',
      '2023-6-12',
      '12.06.2023',
      '2023-13-01',
      '2023-02-29',
      '2023-00-10',
    ],
    ...['2023-06-12T', '2023-06-12T24:00', '2023-06-12T22', '2023-06-12T22:60', '2023-06-12T22:49:60'],
    ...[
      '2023-06-12T22:49:18.',
      '2023-06-12T22:49:18,',
      '2023-06-12,5',
      '2023-06-12T22:49:18+24:00',
      '2023-06-12T22:49:18 Z',
      '2023-06-12Z',
    ],
    ...['2023-06-12  22:49', '2023-06-12T22:49:18+9', '2023-06-12T22:49:18Z\n', '+012023-06-12T00:00'],
  ]) {
    assert.equal(utc(text), null, JSON.stringify(text));
  }
});

test('local times are those of the zone', () => {
  assert.equal(utc('2023-06-12T09:00', 'Asia/Seoul'), '2023-06-12T00:00:00Z');
  assert.equal(utc('2023-06-12T09:00', '-03:30'), '2023-06-12T12:30:00Z');
  assert.equal(utc('2023-06-12', 'Europe/Berlin'), '2023-06-11T22:00:00Z');
  assert.equal(utc('2023-06-12T09:00+02', 'Asia/Seoul'), '2023-06-12T07:00:00Z');
});

test('a local time that a clock change skips does not exist, one that it repeats is the earlier', () => {
  assert.equal(utc('2023-03-26T02:00', 'Europe/Berlin'), null);
  assert.equal(utc('2023-03-26T02:59:59.999999', 'Europe/Berlin'), null);
  assert.equal(utc('2023-03-26T03:00', 'Europe/Berlin'), '2023-03-26T01:00:00Z');
  assert.equal(utc('2023-10-29T02:30', 'Europe/Berlin'), '2023-10-29T00:30:00Z');
  assert.equal(utc('2023-10-29T03:00', 'Europe/Berlin'), '2023-10-29T02:00:00Z');
  assert.equal(utc('2018-11-04', 'America/Sao_Paulo'), null);
  assert.equal(utc('2011-12-30T12:00', 'Pacific/Apia'), null);
});

test('times far away still compare rightly', () => {
  const order = [
    '0001-01-01',
    '1600-01-01',
    '2023-01-01',
    '2255-06-05',
    '9999-12-30',
    '9999-12-31T23:59:59Z',
  ];
  const instants = order.map((text) => parseInstant(text, 'UTC') ?? NaN);
  for (let i = 1; i < instants.length; i++)
    assert.ok(Number(instants[i - 1]) < Number(instants[i]), order[i]);
});

test('zones are IANA names, offsets, UTC and Z', () => {
  for (const zone of [
    'UTC',
    'Z',
    'Asia/Seoul',
    'America/Argentina/Ushuaia',
    'Etc/GMT+9',
    '+09:00',
    '-03:30',
  ]) {
    assert.ok(isTimezone(zone), zone);
  }
  for (const zone of [
    '',
    'Seoul',
    'KST+9',
    '+9',
    '+24:00',
    '2020-01-01T00:00Z',
    '2020-01-01[Asia/Seoul]',
    'Asia/',
  ]) {
    assert.ok(!isTimezone(zone), zone);
  }
});

/** The instant of a local time by its offset range; null where there is none. */
function byRange(ranges: readonly OffsetRange[], local: number): number | null {
  const range = ranges.find((r) => r.localFrom <= local && local < r.localUntil);
  return range === undefined ? null : local - range.offset;
}

const ZONES = [
  ...['UTC', '+05:45', 'Asia/Seoul', 'Asia/Kathmandu', 'Europe/Berlin', 'Europe/Lisbon', 'America/Sao_Paulo'],
  ...[
    'America/New_York',
    'Pacific/Apia',
    'Africa/Monrovia',
    'Africa/Casablanca',
    'Antarctica/Troll',
    'Australia/Lord_Howe',
  ],
];

test('offset ranges answer as parsing does', () => {
  const [from, to] = [1880, 2060];
  for (const zone of ZONES) {
    const ranges = offsetRanges(zone, from, to);
    for (let i = 1; i < ranges.length; i++) {
      assert.ok(Number(ranges[i - 1]?.localUntil) <= Number(ranges[i]?.localFrom), `${zone}: ranges overlap`);
    }
    const edges = ranges.flatMap((r) => [r.localFrom, r.localUntil]);
    const near = fc.tuple(fc.constantFrom(...edges), fc.integer({ min: -2 * 3_600e6, max: 2 * 3_600e6 }));
    const anywhere = fc.integer({ min: Date.UTC(from, 0) * 1000, max: Date.UTC(to + 1, 0) * 1000 - 1 });
    const local = fc.oneof(
      anywhere,
      fc.constantFrom(...edges),
      near.map(([edge, by]) => edge + by),
    );
    fc.assert(
      fc.property(local, (micros) => {
        const text = formatInstant(micros).slice(0, -1);
        fc.pre(Number(text.slice(0, 4)) >= from && Number(text.slice(0, 4)) <= to);
        assert.equal(byRange(ranges, micros), parseInstant(text, zone), `${text} in ${zone}`);
      }),
      { numRuns: 300 },
    );
  }
});

test('offset ranges cover the years from end to end', () => {
  const [first, second, third] = offsetRanges('Europe/Berlin', 2023, 2023);
  assert.equal(first?.localFrom, Date.UTC(2023, 0) * 1000);
  assert.deepEqual(second, {
    localFrom: Date.UTC(2023, 2, 26, 3) * 1000,
    localUntil: Date.UTC(2023, 9, 29, 3) * 1000,
    offset: 7_200e6,
  });
  assert.deepEqual(third, {
    localFrom: Date.UTC(2023, 9, 29, 3) * 1000,
    localUntil: Date.UTC(2024, 0) * 1000,
    offset: 3_600e6,
  });
  assert.equal(offsetRanges('UTC', 1, 9999).length, 1);
});

test('a day is named where it begins, in any zone', () => {
  for (const [zone, instant] of [
    ['Asia/Seoul', '2023-09-14T15:00:00Z'],
    ['+09:00', '2023-09-14T15:00:00Z'],
    ['Z', '2023-09-15T00:00:00Z'],
    ['UTC', '2023-09-15T00:00:00Z'],
  ] as const) {
    const at = parseInstant(instant, 'UTC') ?? Number.NaN;
    assert.equal(dayBeginningAt(at, zone), '2023-09-15', zone);
    assert.equal(dayBeginningAt(at + 1, zone), null, zone);
  }
});
