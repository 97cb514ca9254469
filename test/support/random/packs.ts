import type { Dice } from './dice.js';
import { CODES, GROUPS } from './registers.js';

const DATES = ['2023-03-26', '2023-06-01', '2023-09-15', '2023-10-29'];

/** A rule pack as plain data, to be written as YAML. */
export function randomPack(dice: Dice, id: string): Record<string, unknown> {
  const places = (): string[] => dice.some([...CODES, ...GROUPS], 0.4);
  const sender = dice.chance(0.15) ? ['*'] : places();
  const people = dice.chance(0.5) ? places() : [];
  const applies = {
    ...(sender.length > 0 || people.length === 0 ? { sender: sender.length > 0 ? sender : ['KR'] } : {}),
    ...(people.length > 0 ? { people } : {}),
    ...(dice.chance(0.25) ? { categories: ['pd:'] } : {}),
    ...(dice.chance(0.15) ? { bundle_has: ['pd:Financial', 'pd:Credit'] } : {}),
  };
  const needsZone = sender.includes('*');
  return {
    id,
    applies,
    ...(dice.chance(0.5) ? { timezone: dice.pick(['Asia/Seoul', 'Europe/Berlin', 'America/New_York']) } : {}),
    ...(needsZone || dice.chance(0.2) ? { zone: dice.some([...CODES, ...GROUPS], 0.3).concat('KR') } : {}),
    gates: dice.times(dice.int(1, 7), (i) => randomGate(dice, i)),
  };
}

function randomGate(dice: Dice, index: number): Record<string, unknown> {
  const gate = dice.pick([
    ...['provision', 'provision', 'crossing', 'gathering', 'necessity', 'protection'],
    ...['onward', 'onward', 'taint', 'taint'],
  ]);
  const [since, until] = dice.some(DATES, 0.5);
  const dates = dice.chance(0.5) ? {} : { ...(since ? { since } : {}), ...(until ? { until } : {}) };
  const base = {
    gate,
    ...dates,
    ...(dice.chance(0.3) ? { effect: 'advisory' } : {}),
    ...(dice.chance(0.7) ? { cite: `Act ${index}` } : {}),
  };
  const looksAt = dice.pick([
    ...[{}, {}, {}],
    { categories: ['pd:Financial', 'pd:Tele'] },
    { except_categories: ['pd:Health', 'pd:Credit'] },
  ]);
  if (gate === 'protection') return { ...base, ...looksAt, weak: ['hash'] };
  if (gate === 'onward' || gate === 'taint')
    return { ...base, ...(dice.chance(0.3) ? { when: 'leaves' } : {}) };
  if (gate === 'necessity')
    return { ...base, ...looksAt, ...(dice.chance(0.3) ? { when: 'collection' } : {}) };
  const when = gate === 'crossing' ? 'leaves' : gate === 'gathering' ? 'collection' : 'third_party';
  const to =
    when === 'leaves' && dice.chance(0.3)
      ? { to: 'accessed_from', ...(dice.chance(0.5) ? { unrecorded: 'silent' } : {}) }
      : {};
  return {
    ...base,
    ...looksAt,
    ...to,
    when,
    carried_by: dice.times(dice.int(0, 3), (i) => randomCarrier(dice, index, i)),
  };
}

function randomCarrier(dice: Dice, gate: number, index: number): Record<string, unknown> {
  const cite = dice.chance(0.7) ? { cite: `Act ${gate}(${dice.int(1, 2)})` } : {};
  const facts = (choices: Readonly<Record<string, unknown>>): Record<string, unknown> => {
    const wanted = Object.fromEntries(dice.some(Object.entries(choices), 0.4));
    return Object.keys(wanted).length > 0 ? { requires: wanted } : {};
  };
  const besides = randomConditions(dice);
  const recorded = Object.keys(besides).length > 0 && dice.chance(0.3) ? { unrecorded: 'fails' } : {};
  const also = { ...besides, ...recorded };
  const lists = dice.chance(0.2)
    ? { lists: { tells: dice.some(['country', 'recipient'], 0.6).concat('items') } }
    : {};
  switch (dice.int(0, 5)) {
    case 0:
    case 1:
      return {
        consent: dice.pick(['collect', 'provide', 'overseas']),
        ...facts({ separate: true, names_country: dice.pick([true, false, 'paper']) }),
        ...lists,
        ...also,
        ...cite,
      };
    case 2:
    case 3:
      return {
        contract: dice.pick(['outsourcing', 'scc']),
        ...facts({ beneficiary: dice.pick(['exporter', 'importer']), supervised: true, disclosed: true }),
        ...also,
        ...cite,
      };
    case 4:
      return {
        exemption: `exemption ${index}`,
        ...also,
        ...(Object.keys(besides).length > 0 ? {} : { purpose: { ground: ['statute', 'exporter'] } }),
        ...cite,
      };
    default:
      return { adequacy: true, ...also, cite: `Act ${gate}, adequacy ${index}` };
  }
}

/** What a carrier asks besides its record: mostly nothing. */
function randomConditions(dice: Dice): Record<string, unknown> {
  switch (dice.int(0, 11)) {
    case 0:
      return { importer: { certified: dice.pick([true, ['paper', true], false]) } };
    case 1:
      return { exporter: { certified: true }, purpose: { ground: ['contract', 'importer'] } };
    case 2:
      return { held: { by: dice.pick([['US'], ['EU', 'JP'], ['SG']]), below: dice.pick([0.5, 0.25, 1]) } };
    case 3:
    case 4:
      return {
        counts: dice.times(dice.int(1, 2), () => ({
          of: dice.pick(['people', 'people', 'days']),
          below: dice.int(1, 5),
          ...(dice.chance(0.5) ? { along: dice.pick(['sender', 'pair', 'purpose']) } : {}),
          ...(dice.chance(0.6) ? { within: dice.pick(['year', '12 months', 'ever']) } : {}),
          ...(dice.chance(0.3) ? { categories: ['pd:'] } : {}),
        })),
      };
    default:
      return {};
  }
}
