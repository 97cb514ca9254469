import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endsOfPair, NO_FILTERS, pairOf, START, type View } from '../../../src/web/state/view.js';
import { addressOfView, viewOf } from '../../../src/web/state/view-url.js';

/** The view that comes of an address. */
const read = (address: string): View => viewOf(new URL(address, 'http://127.0.0.1'));

const VIEW: View = {
  ...START,
  case: 'shop',
  filters: {
    ...NO_FILTERS,
    processor: ['ads'],
    origin: ['shop'],
    verdict: ['contested'],
    severity: ['high', 'low'],
    sender: ['shop'],
    pack: ['kr-pipa'],
    gate: ['provision'],
    minPeople: 3,
  },
  focus: 'ads',
  order: 'hops',
  findingOrder: '-people',
};

test('the search of an address holds what its room takes, and the rest is kept in the fragment', () => {
  const map = new URL(addressOfView(VIEW), 'http://127.0.0.1');
  assert.equal(
    map.search,
    '?processor=ads&verdict=contested&minPeople=3&focus=ads&upstream=1&downstream=2',
    'the map takes no origin: that is of the trails beside it',
  );
  assert.match(map.hash, /^#(.+&)?origin=shop(&|$)/);
  const findings = new URL(addressOfView({ ...VIEW, room: 'findings' }), 'http://127.0.0.1');
  assert.equal(
    findings.search,
    '?processor=ads&severity=high&severity=low&sender=shop&pack=kr-pipa&gate=provision&minPeople=3&order=-people',
  );
});

test('a view comes back from its address as it was, in every room', () => {
  for (const room of ['map', 'findings', 'query', 'what-if'] as const) {
    const view = { ...VIEW, room };
    assert.deepEqual(read(addressOfView(view)), view, room);
  }
});

test('ids may hold what an address puts between them', () => {
  for (const source of ['a>b', 'a%3Eb', '50%']) {
    const view: View = { ...VIEW, chosen: { kind: 'edge', source, target: 'c>%' } };
    assert.deepEqual(read(addressOfView(view)), view, source);
    assert.deepEqual(endsOfPair(pairOf(source, 'c')), [source, 'c']);
  }
  assert.notEqual(pairOf('a>b', 'c'), pairOf('a', 'b>c'));
});

test('what an address says wrongly is as at the start', () => {
  const view = read('/cases/shop/findings?severity=grave&order=hops&code=no#findingOrder=x');
  assert.deepEqual(view, { ...START, case: 'shop', room: 'findings' });
});
