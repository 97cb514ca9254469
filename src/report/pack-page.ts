import { dayBeginningAt } from '../input/time.js';
import { formatInstant, type Instant } from '../model/instant.js';
import type { Carrier, Condition, Gate, Known, Places, RulePack } from '../model/rule-pack.js';
import { ENGLISH } from './html/texts-en.js';

const KNOWN_AS: Readonly<Record<Known, string>> = {
  statute: '[V]',
  press: '[P]',
  memory: '[M]',
};

/** A rule pack as a page of Markdown: what it checks, by what, what it does not check, and how certain each rule is. */
export function packPage(pack: RulePack): string {
  const { applies, zone } = pack;
  const who = [
    ...(applies.sender === null ? [] : [`the sender is established in ${placesText(applies.sender)}`]),
    ...(applies.people === null ? [] : [`the people of the case are of ${placesText(applies.people)}`]),
  ];
  return [
    `# ${pack.title}`,
    '',
    `Rule pack \`${pack.id}\`. ${pack.read === null ? 'It does not say to which date its law was read.' : `Its law was read to ${pack.read}.`} This page is made from the pack; it is a reading of the law, not legal advice.`,
    '',
    `It applies where ${who.join(', or ')}${fieldsText(pack)}. What is not in ${placesText(zone)} is abroad. Dates are those of ${pack.timezone}.`,
    '',
    'How a provision is known: [V] read in the statute or an official text; [P] from the press, a law firm or an authority; [M] from memory, to be verified before it is quoted.',
    '',
    '## What is checked',
    '',
    ...pack.gates.flatMap((gate) => [...gateLines(gate, pack), '']),
    ...(pack.notes.length === 0
      ? []
      : ['## What is not checked, and what is uncertain', '', ...pack.notes.map((n) => `- ${n}`), '']),
    ...(pack.facts.size === 0
      ? []
      : [
          '## Facts that it reads from the registers',
          '',
          'An empty cell is a question, unless a carrier says that it fails.',
          '',
          '| register | column | says |',
          '|---|---|---|',
          ...[...pack.facts].map(([name, says]) => {
            const [register = '', column = ''] = name.split('.');
            return `| ${register} | \`${column}\` | ${says} |`;
          }),
          '',
        ]),
  ].join('\n');
}

function placesText(places: Places): string {
  return places === '*' ? 'any place' : places.join(', ');
}

function fieldsText({ applies: { categories, bundleHas } }: RulePack): string {
  const of = (prefixes: readonly string[]): string => prefixes.map((p) => `\`${p}\``).join(', ');
  return (
    (categories === null ? '' : `, to fields of the categories ${of(categories)}`) +
    (bundleHas === null ? '' : `, in transfers that carry at least one field of ${of(bundleHas)}`)
  );
}

const MEANINGS: Readonly<Record<Exclude<Gate['kind'], 'basis'>, string>> = {
  necessity: 'The field is among those that the purpose declares necessary.',
  protection: 'The field was not made by a method that protects nobody:',
  onward: 'Who passes data on has leave of whoever it came from.',
  taint: 'The data did not arrive by a step that had no basis.',
};

function gateLines(gate: Gate, pack: RulePack): string[] {
  const when = { third_party: 'any disclosure', collection: 'collection', leaves: 'leaving the zone' };
  const to =
    gate.kind === 'basis' && gate.to !== null ? `, judged by the recipient's \`${gate.to.fact}\`` : '';
  const marks = [
    when[gate.when] + to,
    ...datesText(gate, pack),
    ...(gate.effect === 'advisory' ? ['advisory'] : []),
    ...(gate.cite === null ? [] : [`${gate.cite}${mark(gate.known)}`]),
  ];
  const weak = gate.kind === 'protection' ? ` ${[...gate.weak].join(', ')}.` : '';
  return [
    `### ${gate.gate}`,
    '',
    `${marks.join('; ')}.`,
    '',
    ...(gate.note === null ? [] : [gate.note, '']),
    ...(gate.kind === 'basis' ? [] : [`${MEANINGS[gate.kind]}${weak}`, '']),
    ...categoriesLines(gate),
    ...(gate.kind === 'basis'
      ? gate.carriedBy.length === 0
        ? ['Nothing carries it: it is a ban.']
        : ['Carried by any of:', '', ...gate.carriedBy.map((c) => `- ${carrierText(c)}`)]
      : []),
  ].filter((line, i, lines) => line !== '' || lines[i - 1] !== '');
}

function categoriesLines(gate: Gate): string[] {
  if (gate.kind === 'onward' || gate.kind === 'taint') return [];
  const of = (prefixes: readonly string[]): string => prefixes.map((p) => `\`${p}\``).join(', ');
  return [
    ...(gate.categories === null ? [] : [`Only fields of ${of(gate.categories)}.`, '']),
    ...(gate.exceptCategories.length === 0 ? [] : [`Not fields of ${of(gate.exceptCategories)}.`, '']),
  ];
}

function mark(known: Known | null): string {
  return known === null ? '' : ` ${KNOWN_AS[known]}`;
}

function datesText({ since, until }: Gate, { timezone }: RulePack): string[] {
  return [
    ...(Number.isFinite(since) ? [`since ${dateText(since, timezone)}`] : []),
    ...(Number.isFinite(until) ? [`before ${dateText(until, timezone)}`] : []),
  ];
}

/** The date in the pack's zone, where it is a midnight there; else the instant. */
function dateText(at: Instant, timezone: string): string {
  return dayBeginningAt(at, timezone) ?? formatInstant(at);
}

/** What a carrier is and all that it asks, in one line. */
export function carrierText(c: Carrier): string {
  const cite = c.cite === null ? '' : ` [${c.cite}]${mark(c.known)}`;
  const asks = carrierAsks(c);
  const fails = c.unrecorded === 'fails' ? '; what nobody recorded counts as missing' : '';
  return `${carrierName(c)}${asks.length === 0 ? '' : ` with ${asks.join(', ')}`}${fails}${weighsText(c)}${cite}`;
}

function carrierName(c: Carrier): string {
  switch (c.by) {
    case 'consent':
      return `consent to a notice of scope \`${c.scope}\``;
    case 'contract':
      return `contract of kind \`${c.kind}\``;
    case 'adequacy':
      return 'a row of the register adequacy';
    case 'exemption':
      return `exemption: ${c.name}`;
  }
}

/** All that a carrier asks, each in words. */
export function carrierAsks(c: Carrier): string[] {
  return [...recordAsks(c), ...c.conditions.map(conditionText)];
}

function recordAsks(c: Carrier): string[] {
  if (c.by === 'adequacy' || c.by === 'exemption') return [];
  return [
    ...[...c.requires].map(([fact, word]) => `\`${fact}: ${word}\``),
    ...[...c.lists].map(([fact, items]) => `\`${fact}\` listing ${items.join(', ')}`),
  ];
}

function weighsText(c: Carrier): string {
  if (c.by === 'adequacy' || c.by === 'exemption' || c.weighs.size === 0) return '';
  const words = [...c.weighs].map(([fact, word]) => `\`${fact}: ${word}\``);
  return `; shown beside it, deciding nothing: ${words.join(', ')}`;
}

/** A condition in words. */
export function conditionText(c: Condition): string {
  switch (c.kind) {
    case 'fact':
      return `\`${c.fact}: ${c.wanted.join(' or ')}\` of the ${c.of}`;
    case 'held':
      return `less than ${c.below * 100} % of the importer held from ${c.by.join(', ')}`;
    case 'count':
      return ENGLISH.asks.fewer(c);
  }
}
