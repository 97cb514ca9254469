import { conditionsFailed, type GateExplained } from '../findings/explain.js';
import { codesOf } from '../model/decision.js';
import type { Flow } from '../model/flow.js';
import { formatInstant } from '../model/instant.js';
import type { Finding, Trail } from '../model/result.js';
import type { Carrier } from '../model/rule-pack.js';
import type { CarrierAnswer } from '../law/carriers.js';
import { carrierAsks, conditionText } from './pack-page.js';
import { questionLines, recordLines } from './factor-text.js';
import { ENGLISH } from './html/texts-en.js';
import type { ShownRow } from './shown-row.js';
import type { Style } from './style.js';
import { count, paint, people, wrap } from './text.js';

/** The explanation of a flow, as text. */
export function flowText(
  f: Flow,
  gates: readonly GateExplained[],
  rows: readonly ShownRow[],
  style: Style,
): string {
  return [
    style('bold', `Flow ${f.id}: ${f.sender} → ${f.recipient}`),
    `${paint(f.verdict, style)}; fields ${f.fields.join(', ')}; purpose ${f.purpose}; claimed basis ${f.basis ?? 'none'}`,
    `${count(f.records, 'record')} of ${people(f.people)}, ${formatInstant(f.firstAt)} to ${formatInstant(f.lastAt)}` +
      (f.crossBorder ? ', across the border' : ''),
    '',
    style('bold', 'Gates'),
    ...gates.flatMap((g) => gateLines(g, style)),
    '',
    ...rowLines('First records', rows, style),
  ].join('\n');
}

/** The explanation of a finding, as text. */
export function findingText(
  f: Finding,
  gates: readonly GateExplained[],
  rows: readonly ShownRow[],
  style: Style,
): string {
  return [
    style('bold', `Finding ${f.id}: ${f.code}`),
    `${f.sender} → ${f.recipient}, field ${f.field}, purpose ${f.purpose}; pack ${f.pack}, gate ${f.gate}`,
    `${f.effect}, severity ${f.severity}${f.crossBorder ? ', across the border' : ''}; ${people(f.people)}` +
      (f.records === null
        ? ` on ${count(f.trails.length, 'trail')}`
        : `, ${count(f.records, 'record')} in ${count(f.flows.length, 'flow')}`),
    `${formatInstant(f.firstAt)} to ${formatInstant(f.lastAt)}`,
    wrap(`Provisions: ${f.provisions.join('; ') || 'none cited'}`, 80),
    `Flows: ${f.flows.join(', ')}`,
    '',
    ...(gates.length > 0 ? [style('bold', 'Why'), ...gates.flatMap((g) => gateLines(g, style)), ''] : []),
    ...(f.trails.length > 0
      ? [wrap(`Trails on which it occurs: ${f.trails.slice(0, 10).join(', ')}`, 80), '']
      : []),
    ...rowLines('First records', rows, style),
  ].join('\n');
}

/** The explanation of a trail, as text. */
export function trailText(t: Trail, flows: readonly Flow[], rows: readonly ShownRow[], style: Style): string {
  // Several dated entries of one gate may be broken, each of which is a breach of its own.
  const broken = [...new Set(t.breaches.map((b) => `${b.code} (${b.pack}, ${b.field})`))];
  return [
    style('bold', `Trail ${t.id}`),
    wrap(t.processors.map((p, i) => `${p} (${t.jurisdictions[i] ?? ''})`).join(' → '), 80),
    `${paint(t.verdict, style)}; ${people(t.people)}; ${t.foreign ? 'ends abroad' : 'ends at home'}`,
    wrap(`Fields: ${t.fieldChains.map((c) => c.join(' → ')).join('; ')}`, 80),
    '',
    style('bold', 'Hops'),
    ...flows.map((f, i) => {
      const unsupported = t.unsupportedHops.includes(i + 1);
      return `${i + 1}. ${f.sender} → ${f.recipient}: ${paint(f.verdict, style)}${unsupported && f.verdict !== 'unsupported' ? ', unsupported on this trail (onward)' : ''} ${style('dim', f.id)}`;
    }),
    ...(broken.length > 0 ? [wrap(`Last hop: ${broken.join(', ')}`, 80)] : []),
    '',
    ...rowLines('Witness: one person whose records take this way', rows, style),
  ].join('\n');
}

function gateLines(g: GateExplained, style: Style): string[] {
  const cite = g.cite === null ? '' : `, ${g.cite}`;
  const head = `${g.field}: ${g.gate} (${g.pack}${cite}${g.effect === 'advisory' ? ', advisory' : ''})`;
  return [
    `${head}: ${answerText(g, style)}`,
    ...g.carriers.flatMap((c) => [
      `  - ${carrierName(c.carrier)}: ${carrierText(c.answer, c.carrier)}`,
      ...recordLines(c.records),
    ]),
    ...questionLines(g.questions),
  ];
}

/** What a gate says, in words. */
export function answerText({ answer }: GateExplained, style: Style): string {
  if (answer.is === 'carried')
    return style(
      'green',
      answer.by.kind === 'adequacy' ? 'carried by adequacy' : `carried by ${answer.by.kind} ${answer.by.id}`,
    );
  if (answer.is === 'contested') return style('yellow', 'contested');
  if (answer.is === 'passed') return style('green', 'nothing to say');
  return style('red', `no recorded basis (${codesOf(answer).join(', ')})`);
}

function carrierName(c: Carrier): string {
  const cite = c.cite === null ? '' : ` [${c.cite}]`;
  const asks = carrierAsks(c).join(', ').replaceAll('`', '');
  const needs = asks === '' ? '' : ` with ${asks}`;
  if (c.by === 'adequacy') return `adequacy${needs}${cite}`;
  const named = c.by === 'consent' ? c.scope : c.by === 'contract' ? c.kind : c.name;
  return `${c.by} ${named}${needs}${cite}`;
}

/** How a carrier answered, in words. */
export function carrierText(a: CarrierAnswer, carrier: Carrier): string {
  if (a.is === 'yes') return a.by.kind === 'adequacy' ? 'yes' : `yes, ${a.by.id}`;
  if (a.is === 'unknown')
    return `unknown: nobody recorded ${a.questions.map((q) => (q.register === 'consents' ? `who agreed to ${q.of}` : `${q.fact} of ${q.of}`)).join(', ')}`;
  const why =
    a.reasons.length === 0
      ? ENGLISH.noReason[carrier.by]
      : a.reasons.map((r) => `${r.code}${r.of.length === 0 ? '' : ` (${r.of.join(', ')})`}`).join('; ');
  const failed = conditionsFailed(carrier, a).map((c) => conditionText(c).replaceAll('`', ''));
  return `no: ${why}${failed.length === 0 ? '' : `; ${ENGLISH.fails(failed.join('; '))}`}`;
}

function rowLines(title: string, rows: readonly ShownRow[], style: Style): string[] {
  if (rows.length === 0) return [];
  return [
    style('bold', title),
    ...rows.flatMap((r) => [
      `${formatInstant(r.at)}  ${ENGLISH.rowAt(r)}`,
      `  ${r.person}: ${ENGLISH.rowSays(r.says)}`,
    ]),
    '',
  ];
}
