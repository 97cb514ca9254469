import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ChainGates } from '../../src/law/chain-gates.js';
import { ask, decide, gateHolds } from '../../src/law/decide.js';
import type { FlowContent } from '../../src/law/flow-book.js';
import { at } from '../../src/model/collect.js';
import type { Decision } from '../../src/model/decision.js';
import type { Gate, RulePack } from '../../src/model/rule-pack.js';
import { CONSENT_STATES } from '../../src/model/states.js';
import {
  answerOf,
  instantOf,
  lawFor,
  nameOf,
  PACKS,
  reached,
  routeOf,
  ROWS,
  type Facts,
  type Met,
  type Row,
} from './pack-cases.js';

const packOf = (id: string): RulePack => {
  const pack = PACKS.find((p) => p.id === id);
  assert.ok(pack, id);
  return pack;
};

/** Place of a row's carrier among those of its gate. */
function indexOf(row: Row): number {
  const same = ROWS.filter((r) => r.pack === row.pack && r.entry === row.entry);
  return same.indexOf(row);
}

/** Every carrier of every pack, as the table calls them. */
const CARRIERS = PACKS.flatMap((pack) =>
  pack.gates.flatMap((gate, entry) =>
    gate.kind === 'basis' ? gate.carriedBy.map((c) => `${pack.id} ${entry} ${gate.gate} > ${nameOf(c)}`) : [],
  ),
);

test('the table has every carrier of every pack, in order, and no other', () => {
  assert.deepEqual(
    ROWS.map((r) => `${r.pack} ${r.entry} ${r.gate} > ${r.carrier}`),
    CARRIERS,
  );
});

/** All that a row asks, as facts: of words that will do, one. */
function factsOf(row: Row, word = 0): Facts {
  return Object.fromEntries<string>([
    ...[...row.words].map(([key, words]): [string, string] => [
      key,
      words[Math.min(word, words.length - 1)] ?? '',
    ]),
    ...[...row.lists].map(([key, items]): [string, string] => [key, items.join('|')]),
  ]);
}

function without(facts: Facts, key: string): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([k]) => k !== key));
}

const seen = new Map<Row, Set<string>>();
const gatesSeen = new Map<string, Set<string>>();

for (const row of ROWS) {
  test(`${row.pack} ${row.entry} ${row.gate}: ${row.carrier} carries with all that it asks, and with nothing less`, () => {
    const pack = packOf(row.pack);
    const index = indexOf(row);
    const kinds = new Set<string>();
    seen.set(row, kinds);
    const expect = (wanted: 'yes' | 'no' | 'unknown', met: Met, why: string): void => {
      assert.equal(answerOf(pack, row.entry, index, met), wanted, why);
      kinds.add(wanted);
    };
    const facts = factsOf(row);
    const most = Math.max(1, ...[...row.words.values()].map((w) => w.length));
    for (let i = 0; i < most; i++) expect('yes', { facts: factsOf(row, i) }, `word ${i}`);

    for (const key of row.words.keys()) {
      expect('no', { facts: { ...facts, [key]: 'nothing of the kind' } }, `another word for ${key}`);
      const is = row.unrecordedFails && !key.startsWith('record.') ? 'no' : 'unknown';
      expect(is, { facts: without(facts, key) }, `nobody recorded ${key}`);
    }
    for (const [key, items] of row.lists) {
      for (const item of items) {
        expect(
          'no',
          { facts: { ...facts, [key]: items.filter((i) => i !== item).join('|') || '-' } },
          `no ${item}`,
        );
      }
      expect('unknown', { facts: without(facts, key) }, `nobody recorded ${key}`);
    }
    if (row.counts.length > 0) expect('no', { facts, counted: reached(pack, row.entry, index) }, 'too many');
    const [by] = row.carrier.split(' ');
    if (by === 'consent') {
      for (const consent of CONSENT_STATES) {
        expect(
          consent === 'in_force' ? 'yes' : consent === 'unknown' ? 'unknown' : 'no',
          { facts, consent },
          consent,
        );
      }
    }
    const when = instantOf(at(pack.gates, row.entry));
    if (by === 'contract') {
      expect(
        'yes',
        { facts, contract: { signedAt: when, endsAt: when + 1 } },
        'in force for this instant alone',
      );
      expect('no', { facts, contract: { signedAt: when + 1 } }, 'signed a microsecond later');
      expect('no', { facts, contract: { endsAt: when } }, 'ended at this instant');
    }
    if (by === 'adequacy') {
      expect('no', { adequacy: { since: when + 1 } }, 'since a microsecond later');
      expect('no', { adequacy: { until: when } }, 'until this instant');
      expect('no', { adequacy: { exceptCategories: ['pd:'] } }, 'not for such data');
      expect('no', { adequacy: { organisations: new Set(['home']) } }, 'for others');
      expect('unknown', { adequacy: { requires: new Map([['certified', 'true']]) } }, 'if certified');
    }
    if (by !== 'exemption') expect('no', { facts, recorded: false }, 'no record');
    else if (row.words.size > 0 && row.unrecordedFails) expect('no', {}, 'nothing recorded');
  });
}

/** Carriers that nothing leaves open: a record without facts is there or not; an exemption is claimed or not. */
const NEVER_OPEN =
  /^(contract (security_assessment|certification|standard_contract|scc|bcr|equivalent_measures) > -|exemption )/;

test('every carrier was seen to carry, not to carry, and, where anything can be open, to be open', () => {
  assert.equal(seen.size, CARRIERS.length);
  for (const [row, kinds] of seen) {
    const asks = row.words.size + row.lists.size === 0 ? '-' : 'facts';
    const closed =
      NEVER_OPEN.test(`${row.carrier} > ${asks}`) &&
      (!row.carrier.startsWith('exemption') || row.unrecordedFails);
    assert.deepEqual(
      [...kinds].sort(),
      closed ? ['no', 'yes'] : ['no', 'unknown', 'yes'],
      `${row.pack} ${row.entry} ${row.gate} ${row.carrier}`,
    );
  }
});

const key = (pack: RulePack, entry: number): string => `${pack.id} ${entry} ${at(pack.gates, entry).gate}`;
const BASIS = PACKS.flatMap((pack) =>
  pack.gates.flatMap((gate, entry) => (gate.kind === 'basis' ? [{ pack, gate, entry }] : [])),
);

for (const { pack, gate, entry } of BASIS) {
  test(`${key(pack, entry)}: carried, not carried, and contested as its carriers are`, () => {
    const found = new Set<string>();
    gatesSeen.set(key(pack, entry), found);
    const rows = ROWS.filter((r) => r.pack === pack.id && r.entry === entry);
    const says = (index: number, met: Met): string => {
      const law = lawFor(pack, gate, at(gate.carriedBy, index), met);
      const facts = {
        at: instantOf(gate),
        notices: new Map([['record', met.consent ?? ('in_force' as const)]]),
      };
      const { is } = ask(law, pack, gate, routeOf(gate), 'data', facts);
      found.add(is);
      return is;
    };
    rows.forEach((row, i) => {
      assert.equal(says(i, { facts: factsOf(row) }), 'carried', row.carrier);
      const asked = [...row.words.keys(), ...row.lists.keys()].find((k) => k.startsWith('record.'));
      if (asked !== undefined) assert.equal(says(i, { facts: without(factsOf(row), asked) }), 'contested');
      if (row.carrier.startsWith('consent'))
        assert.equal(says(i, { facts: factsOf(row), consent: 'unknown' }), 'contested');
    });
    // Of exemptions that stay open where nobody recorded what they need, the exporter's answer rules them out.
    const facts = { 'exporter.critical_infrastructure': 'true' };
    assert.equal(says(0, { recorded: false, facts }), 'unsupported');
  });
}

test('every gate that carriers can carry was seen carried and not, and contested where a carrier can be open', () => {
  assert.equal(gatesSeen.size, BASIS.length);
  for (const [name, found] of gatesSeen) {
    const open = ROWS.some(
      (r) =>
        `${r.pack} ${r.entry} ${r.gate}` === name &&
        (r.carrier.startsWith('consent') ||
          [...r.words.keys(), ...r.lists.keys()].some((k) => k.startsWith('record.'))),
    );
    assert.deepEqual(
      [...found].sort(),
      [...(open ? ['carried', 'contested'] : ['carried']), 'unsupported'].sort(),
      name,
    );
  }
});

/** The dated entries of the packs, written down apart from them: from (inclusive), until (exclusive), in UTC. */
const DATES: Readonly<Record<string, readonly [string, string]>> = {
  'cn-pipl 0 collection': ['2021-10-31T16:00:00Z', ''],
  'cn-pipl 1 provision': ['2021-10-31T16:00:00Z', ''],
  'cn-pipl 2 consent_abroad': ['2021-10-31T16:00:00Z', ''],
  'cn-pipl 3 mechanism': ['2021-10-31T16:00:00Z', '2024-03-21T16:00:00Z'],
  'cn-pipl 4 mechanism': ['2024-03-21T16:00:00Z', ''],
  'cn-pipl 5 mechanism': ['2024-03-21T16:00:00Z', ''],
  'cn-pipl 6 consent_abroad': ['2021-10-31T16:00:00Z', ''],
  'cn-pipl 7 mechanism': ['2021-10-31T16:00:00Z', '2024-03-21T16:00:00Z'],
  'cn-pipl 8 mechanism': ['2024-03-21T16:00:00Z', ''],
  'cn-pipl 9 mechanism': ['2024-03-21T16:00:00Z', ''],
  'cn-pipl 10 necessity': ['2021-10-31T16:00:00Z', ''],
  'cn-pipl 11 protection': ['2021-10-31T16:00:00Z', ''],
  'cn-pipl 12 onward': ['2021-10-31T16:00:00Z', ''],
  'cn-pipl 13 taint': ['2021-10-31T16:00:00Z', ''],
  'eu-gdpr 0 collection': ['2018-05-24T22:00:00Z', ''],
  'eu-gdpr 1 provision': ['2018-05-24T22:00:00Z', ''],
  'eu-gdpr 2 special_categories': ['2018-05-24T22:00:00Z', ''],
  'eu-gdpr 3 special_categories': ['2018-05-24T22:00:00Z', ''],
  'eu-gdpr 4 crossing': ['2018-05-24T22:00:00Z', '2020-07-15T22:00:00Z'],
  'eu-gdpr 5 crossing': ['2020-07-15T22:00:00Z', ''],
  'eu-gdpr 6 access': ['2018-05-24T22:00:00Z', '2020-07-15T22:00:00Z'],
  'eu-gdpr 7 access': ['2020-07-15T22:00:00Z', ''],
  'eu-gdpr 8 transparency': ['2018-05-24T22:00:00Z', ''],
  'eu-gdpr 9 transparency': ['2018-05-24T22:00:00Z', ''],
  'eu-gdpr 10 necessity': ['2018-05-24T22:00:00Z', ''],
  'eu-gdpr 11 protection': ['2018-05-24T22:00:00Z', ''],
  'eu-gdpr 12 onward': ['2018-05-24T22:00:00Z', ''],
  'eu-gdpr 13 onward': ['2018-05-24T22:00:00Z', ''],
  'eu-gdpr 14 taint': ['2018-05-24T22:00:00Z', ''],
  'jp-appi 0 provision': ['', '2022-03-31T15:00:00Z'],
  'jp-appi 1 provision': ['2022-03-31T15:00:00Z', ''],
  'jp-appi 2 crossing': ['2017-05-29T15:00:00Z', '2022-03-31T15:00:00Z'],
  'jp-appi 3 crossing': ['2022-03-31T15:00:00Z', ''],
  'jp-appi 4 necessity': ['', '2022-03-31T15:00:00Z'],
  'jp-appi 5 necessity': ['2022-03-31T15:00:00Z', ''],
  'jp-appi 6 protection': ['', '2022-03-31T15:00:00Z'],
  'jp-appi 7 protection': ['2022-03-31T15:00:00Z', ''],
  'jp-appi 8 onward': ['2017-05-29T15:00:00Z', '2022-03-31T15:00:00Z'],
  'jp-appi 9 onward': ['2022-03-31T15:00:00Z', ''],
  'jp-appi 10 onward': ['2017-05-29T15:00:00Z', '2022-03-31T15:00:00Z'],
  'jp-appi 11 onward': ['2022-03-31T15:00:00Z', ''],
  'jp-appi 12 taint': ['', '2022-03-31T15:00:00Z'],
  'jp-appi 13 taint': ['2022-03-31T15:00:00Z', ''],
  'kr-pipa 1 resident_number': ['2014-08-06T15:00:00Z', ''],
  'kr-pipa 2 resident_number': ['2014-08-06T15:00:00Z', ''],
  'kr-pipa 3 provision': ['', '2023-09-14T15:00:00Z'],
  'kr-pipa 4 provision': ['2023-09-14T15:00:00Z', ''],
  'kr-pipa 5 crossing': ['', '2020-08-04T15:00:00Z'],
  'kr-pipa 6 crossing': ['2020-08-04T15:00:00Z', '2023-09-14T15:00:00Z'],
  'kr-pipa 7 crossing': ['2023-09-14T15:00:00Z', ''],
  'kr-pipa 8 access': ['', '2020-08-04T15:00:00Z'],
  'kr-pipa 9 access': ['2020-08-04T15:00:00Z', '2023-09-14T15:00:00Z'],
  'kr-pipa 10 access': ['2023-09-14T15:00:00Z', ''],
  'kr-pipa 11 safeguards': ['2023-09-14T15:00:00Z', ''],
  'kr-pipa 15 onward': ['2023-09-14T15:00:00Z', ''],
  'kr-pipa 16 onward': ['2019-03-18T15:00:00Z', '2020-08-04T15:00:00Z'],
  'kr-pipa 17 onward': ['2020-08-04T15:00:00Z', '2023-09-14T15:00:00Z'],
  'kr-pipa 18 onward': ['2023-09-14T15:00:00Z', ''],
  'uk-gdpr 0 collection': ['2021-01-01T00:00:00Z', ''],
  'uk-gdpr 1 provision': ['2021-01-01T00:00:00Z', ''],
  'uk-gdpr 2 special_categories': ['2021-01-01T00:00:00Z', ''],
  'uk-gdpr 3 special_categories': ['2021-01-01T00:00:00Z', ''],
  'uk-gdpr 4 crossing': ['2021-01-01T00:00:00Z', '2022-03-21T00:00:00Z'],
  'uk-gdpr 5 crossing': ['2022-03-21T00:00:00Z', '2024-03-21T00:00:00Z'],
  'uk-gdpr 6 crossing': ['2024-03-21T00:00:00Z', ''],
  'uk-gdpr 7 access': ['2021-01-01T00:00:00Z', '2022-03-21T00:00:00Z'],
  'uk-gdpr 8 access': ['2022-03-21T00:00:00Z', '2024-03-21T00:00:00Z'],
  'uk-gdpr 9 access': ['2024-03-21T00:00:00Z', ''],
  'uk-gdpr 10 transparency': ['2021-01-01T00:00:00Z', ''],
  'uk-gdpr 11 transparency': ['2021-01-01T00:00:00Z', ''],
  'uk-gdpr 12 necessity': ['2021-01-01T00:00:00Z', ''],
  'uk-gdpr 13 protection': ['2021-01-01T00:00:00Z', ''],
  'uk-gdpr 14 onward': ['2021-01-01T00:00:00Z', ''],
  'uk-gdpr 15 onward': ['2021-01-01T00:00:00Z', ''],
  'uk-gdpr 16 taint': ['2021-01-01T00:00:00Z', ''],
};

test('dated entries hold from their first microsecond to the last before their end', () => {
  const dated = PACKS.flatMap((pack) =>
    pack.gates.flatMap((g, entry) =>
      Number.isFinite(g.since) || Number.isFinite(g.until) ? [key(pack, entry)] : [],
    ),
  );
  assert.deepEqual(dated, Object.keys(DATES));
  for (const pack of PACKS) {
    pack.gates.forEach((gate, entry) => {
      const [since, until] = DATES[key(pack, entry)] ?? ['', ''];
      const law = lawFor(pack, gate, null, {});
      const holds = (micros: number): boolean => {
        const decision = decide(law, routeOf(gate), { at: micros, notices: new Map() });
        const has = [...decision.outcomes, ...decision.chainGates].some((o) => o.entry === entry);
        assert.equal(gateHolds(law, pack, gate, routeOf(gate), micros), has, key(pack, entry));
        return has;
      };
      if (since !== '') {
        const from = Date.parse(since) * 1000;
        assert.deepEqual([holds(from - 1), holds(from)], [false, true], key(pack, entry));
      }
      if (until !== '') {
        const end = Date.parse(until) * 1000;
        assert.deepEqual([holds(end - 1), holds(end)], [true, false], key(pack, entry));
      }
      if (since === '' && until === '')
        assert.ok(holds(0) && holds(Date.UTC(2100, 0, 1) * 1000), key(pack, entry));
    });
  }
});

/** Entries of a pack that look at a field of a category, in a transfer abroad that carries nothing else. */
function entriesOf(id: string, category: string): number[] {
  const pack = packOf(id);
  const gate = pack.gates.find((g) => g.when === 'third_party');
  assert.ok(gate, id);
  const law = lawFor(pack, gate, null, {});
  const data = law.fields.get('data');
  assert.ok(data, id);
  const fields = new Map([['data', { ...data, category }]]);
  const facts = { at: Date.UTC(2025, 0, 1) * 1000, notices: new Map() };
  const { outcomes } = decide({ ...law, fields }, routeOf(gate), facts);
  return outcomes.map(({ entry }) => entry);
}

const gatesOf = (id: string, category: string): string[] =>
  entriesOf(id, category).map((entry) => at(packOf(id).gates, entry).gate);

test('assets, debts, income, taxes and insurance are credit information; what only tells who somebody is, is not', () => {
  const CREDIT =
    'FinancialStatus FinancialAccountNumber CreditScore Credit Transaction Transactional PaymentCardNumber ' +
    'Purchase PurchasesAndSpendingHabit Sale BankAccount LoanRecord Insurance Income IncomeBracket Salary Tax ' +
    'Ownership ApartmentOwned HouseOwned CarOwned';
  for (const term of CREDIT.split(' '))
    assert.ok(gatesOf('kr-credit', `pd:${term}`).includes('provision'), term);
  for (const term of ['TelephoneNumber', 'EmailAddress', 'AccountIdentifier', 'UID', 'Location'])
    assert.deepEqual(gatesOf('kr-credit', `pd:${term}`), [], term);
});

test('special categories are found under every name that the vocabulary has for them', () => {
  const SPECIAL =
    'MedicalHealth Health HealthHistory HealthRecord IndividualHealthHistory FamilyHealthHistory MentalHealth ' +
    'PhysicalHealth BloodType Disability DrugTestResult Prescription DNACode Genetic Biometric FacialExpression ' +
    'FacialPrint Fingerprint Retina Ethnicity EthnicOrigin Race Religion ReligiousBelief PhilosophicalBelief ' +
    'PoliticalAffiliation PoliticalOpinion Sexual SexualHistory SexualPreference Fetish Proclivity TradeUnionMembership';
  for (const id of ['eu-gdpr', 'uk-gdpr']) {
    for (const term of SPECIAL.split(' '))
      assert.ok(gatesOf(id, `pd:${term}`).includes('special_categories'), `${id} ${term}`);
    for (const term of ['Name', 'Height', 'Nationality', 'Opinion', 'GroupMembership'])
      assert.ok(!gatesOf(id, `pd:${term}`).includes('special_categories'), `${id} ${term}`);
  }
});

test('special categories are asked about when they are collected, as when they are handed on', () => {
  for (const id of ['eu-gdpr', 'uk-gdpr']) {
    const asked = packOf(id).gates.filter((g) => g.gate === 'special_categories');
    assert.deepEqual(
      asked.map((g) => g.when),
      ['collection', 'third_party'],
      id,
    );
    const [collected, handedOn] = asked.map((g) => (g.kind === 'basis' ? g.categories : null));
    assert.deepEqual(collected, handedOn, id);
  }
});

test('in China, what is looked up from abroad is asked about as what is sent there is', () => {
  const { gates } = packOf('cn-pipl');
  const asked = (looked: boolean): unknown[] =>
    gates.flatMap((g) =>
      g.kind === 'basis' && g.when === 'leaves' && (g.to !== null) === looked
        ? [[g.gate, g.since, g.until, g.categories, g.exceptCategories, g.carriedBy]]
        : [],
    );
  assert.equal(asked(true).length, 4);
  assert.deepEqual(asked(true), asked(false));
});

test('in China, sensitive data has thresholds of its own under every name that the vocabulary has for it', () => {
  // Of what is sent abroad, and of what is looked up from there.
  const mechanisms = (category: string): number[] =>
    entriesOf('cn-pipl', category).filter((e) => at(packOf('cn-pipl').gates, e).gate === 'mechanism');
  const SENSITIVE =
    'MedicalHealth HealthRecord MentalHealth PhysicalHealth IndividualHealthHistory FamilyHealthHistory BloodType ' +
    'Disability DrugTestResult Prescription DNACode Genetic Biometric FacialExpression FacialPrint Fingerprint Retina ' +
    'Religion ReligiousBelief FinancialAccount FinancialAccountNumber BankAccount PaymentCardNumber CreditCardNumber ' +
    'Location/precise GPSCoordinate TravelHistory OfficialID Passport';
  for (const term of SENSITIVE.split(' ')) assert.deepEqual(mechanisms(`pd:${term}`), [4, 8], term);
  for (const term of ['Name', 'TelephoneNumber', 'Location', 'Purchase'])
    assert.deepEqual(mechanisms(`pd:${term}`), [5, 9], term);
});

/** What the onward gates cite of handing on to somebody abroad, or back to somebody at home, at an instant. */
function citedOnward(id: string, time: string): [abroad: string[], home: string[]] {
  const pack = packOf(id);
  const gate = pack.gates.find((g) => g.kind === 'onward');
  assert.ok(gate, id);
  const law = lawFor(pack, gate, null, {});
  const cites = (sender: string, recipient: string): string[] =>
    decide(
      law,
      { ...routeOf(gate), sender, recipient },
      { at: Date.parse(time) * 1000, notices: new Map() },
    ).chainGates.flatMap(({ entry }) => {
      const { kind, cite } = at(pack.gates, entry);
      return kind === 'onward' ? [cite ?? ''] : [];
    });
  return [cites('home', 'abroad'), cites('abroad', 'home')];
}

test('handing on within Korea breaks no rule of transfers abroad, but those for whoever was given data', () => {
  assert.deepEqual(citedOnward('kr-pipa', '2018-06-01T00:00:00Z'), [['PIPA 19, 26(5)'], ['PIPA 19, 26(5)']]);
  assert.deepEqual(citedOnward('kr-pipa', '2020-01-01T00:00:00Z'), [
    ['PIPA 19, 26(5)', 'Network Act 63(5)'],
    ['PIPA 19, 26(5)'],
  ]);
  assert.deepEqual(citedOnward('kr-pipa', '2023-01-01T00:00:00Z'), [
    ['PIPA 19, 26(5)', 'PIPA 39-12(5)'],
    ['PIPA 19, 26(5)'],
  ]);
  assert.deepEqual(citedOnward('kr-pipa', '2024-01-01T00:00:00Z'), [
    ['PIPA 19, 26(5)', 'PIPA 26(6)', 'PIPA 28-11'],
    ['PIPA 19, 26(5)', 'PIPA 26(6)'],
  ]);
});

test('handing on within the Union, or the kingdom, is for who engages a processor, not for transfers abroad', () => {
  for (const [id, law] of [
    ['eu-gdpr', 'GDPR'],
    ['uk-gdpr', 'UK GDPR'],
  ] as const)
    assert.deepEqual(citedOnward(id, '2024-01-01T00:00:00Z'), [
      [`${law} 28(2)`, `${law} 44`],
      [`${law} 28(2)`],
    ]);
});

test('handing on within Japan cites the care for entrusted data alone', () => {
  assert.deepEqual(citedOnward('jp-appi', '2021-01-01T00:00:00Z'), [
    ['APPI 22 (old)', 'APPI 24 (old)'],
    ['APPI 22 (old)'],
  ]);
  assert.deepEqual(citedOnward('jp-appi', '2024-01-01T00:00:00Z'), [['APPI 25', 'APPI 28(3)'], ['APPI 25']]);
});

test('necessity and protection: passed, breached, and silent where nothing is declared', () => {
  for (const pack of PACKS) {
    pack.gates.forEach((gate) => {
      if (gate.kind !== 'necessity' && gate.kind !== 'protection') return;
      const law = lawFor(pack, gate, null, {});
      const says = (changed: Partial<typeof law>): string =>
        ask({ ...law, ...changed }, pack, gate, routeOf(gate), 'data', {
          at: instantOf(gate),
          notices: new Map(),
        }).is;
      const data = law.fields.get('data');
      assert.ok(data);
      const made = (method: typeof data.method): Partial<typeof law> => ({
        fields: new Map([['data', { ...data, method }]]),
      });
      const asked = (fields: string[]): Partial<typeof law> => ({
        necessary: new Map([['work', new Set(fields)]]),
      });
      assert.deepEqual(
        gate.kind === 'necessity'
          ? [says(asked(['data'])), says(asked(['other'])), says({ necessary: new Map() })]
          : [says(made('salted_hash')), says(made('hash')), says(made(null))],
        ['passed', 'breached', 'passed'],
        `${pack.id} ${gate.gate}`,
      );
    });
  }
});

test('onward and taint: permitted, not permitted, and silent outside of their dates', () => {
  for (const pack of PACKS) {
    pack.gates.forEach((gate: Gate, entry) => {
      if (gate.kind !== 'onward' && gate.kind !== 'taint') return;
      const law = lawFor(pack, gate, null, {});
      const decision = (chain: boolean): Decision => ({
        outcomes: [],
        chainGates: chain ? [{ pack: pack.id, entry }] : [],
        contractsInForce: ['k'],
      });
      const flow = (sender: string, recipient: string, chain: boolean): FlowContent => ({
        ...{
          id: `${sender}-${recipient}`,
          sender,
          recipient,
          fields: ['data'],
          purpose: 'work',
          basis: null,
        },
        ...{
          decision: decision(chain),
          verdict: 'supported',
          fieldVerdicts: ['supported'],
          crossBorder: true,
        },
      });
      const contract = (onward: string[]) => ({
        ...({
          id: 'k',
          kind: 'any',
          exporter: 'home',
          importer: 'abroad',
          fields: '*',
          purposes: '*',
        } as const),
        ...{ signedAt: -Infinity, endsAt: Infinity, onward: new Set(onward), facts: new Map() },
      });
      const breaches = (bad: boolean, onward: string[], chain = true): string[] => {
        const gates = new ChainGates(law, [contract(onward)], []);
        const first = flow('home', 'abroad', true);
        const before = [{ first: 'data', last: 'data', bad }];
        return gates.next(before, first, first, flow('abroad', 'home', chain)).breaches.map((b) => b.code);
      };
      const [broken, code] =
        gate.kind === 'onward'
          ? [breaches(false, []), 'ONWARD_NOT_PERMITTED']
          : [breaches(true, []), 'TAINTED'];
      assert.deepEqual(broken, [code], `${pack.id} ${gate.gate}`);
      assert.deepEqual(breaches(false, ['home']), [], `${pack.id} ${gate.gate}: permitted, clean`);
      assert.deepEqual(breaches(true, [], false), [], `${pack.id} ${gate.gate}: does not apply then`);
    });
  }
});
