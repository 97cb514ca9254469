import { groupBy } from '../model/collect.js';
import type { Style } from '../report/style.js';
import { count, n, paint, people, wrap } from '../report/text.js';
import type { Decided, ScanNeeded, WhatIfAnswer, WhatIfNumbers } from './answer-schema.js';

/** Lines of a list before the rest is only counted. */
const TOP = 20;

/** The answer to a supposition, as text of at most 80 columns where words allow. Pure. */
export function answerText(a: WhatIfAnswer, style: Style): string {
  return a.scanNeeded ? scanText(a, style) : numbersText(a, style);
}

function scanText(a: ScanNeeded, style: Style): string {
  const reasons = a.why.map((w) => {
    switch (w.because) {
      case 'records of a flow would be decided differently':
        return [
          wrap(`${w.sender} → ${w.recipient}, for ${w.purpose}: ${w.fields.join(', ')}`, 80),
          `  ${count(w.records, 'record')} of ${people(w.people)}, ${style('dim', w.flow)}, alike today, would part:`,
          ...w.parts.map((p) => {
            const states = Object.entries(p.notices).map(([notice, state]) => `${notice} ${state}`);
            return indented(
              2,
              `- at ${p.at}, ${states.length === 0 ? 'no consent' : states.join(', ')}: ${decidedText(p, style)}${inForce(p)}`,
            );
          }),
        ].join('\n');
      case 'the result keeps no situations':
        return 'The result has more situations (periods and states of notices) than it keeps.';
      case 'consents to an added notice were rejected as unknown':
        return `The log holds consents to ${w.notice}, which were rejected: the register did not have it.`;
      case 'rules count over the whole log':
        return 'Rules count over the whole log, and would count otherwise.';
    }
  });
  return [
    style('bold', a.case),
    style('yellow', 'The logs must be read for exact numbers: ask again with --scan.'),
    ...reasons,
    ...(a.complete ? [] : [`… and ${n(a.reasons - a.why.length)} more`]),
    '',
  ].join('\n');
}

function numbersText(a: WhatIfNumbers, style: Style): string {
  return [
    style('bold', `${a.case}: what would be, if`),
    ...(a.complete
      ? []
      : [style('yellow', `Trails of more than ${count(a.hops, 'flow')} are cut, before and after.`)]),
    `People ${pair(a.people.before, a.people.after)}${a.scanned ? '; the logs were read' : ''}`,
    '',
    style('bold', 'People with a flow of a verdict'),
    ...a.flowsByVerdict.map(
      (v) =>
        `  ${paint(v.verdict, style)}: ${pair(v.before.people, v.after.people)}, in ` +
        `${pairOf(v.before.number, v.after.number, 'flow')}, ${pairOf(v.before.records ?? 0, v.after.records ?? 0, 'record')}`,
    ),
    '',
    style('bold', 'People with a trail to a foreign entity'),
    ...(a.foreignTrailsByVerdict.length === 0 ? ['  none, before and after'] : []),
    ...a.foreignTrailsByVerdict.map(
      (v) =>
        `  ${paint(v.verdict, style)}: ${pair(v.before.people, v.after.people)}, on ` +
        pairOf(v.before.number, v.after.number, 'trail'),
    ),
    ...a.jurisdictions.map((j) => {
      const verdicts = j.byVerdict.map((v) => `${paint(v.verdict, style)} ${pair(v.before, v.after)}`);
      return indented(
        2,
        `to ${j.jurisdiction}: ${pair(j.people.before, j.people.after)}; ${verdicts.join(', ')}`,
      );
    }),
    '',
    ...flowLines(a.flows, style),
    ...findingLines(a.findings, style),
  ].join('\n');
}

/** `1,200 → 0`, or one number where nothing changes. */
function pair(before: number, after: number): string {
  return before === after ? n(before) : `${n(before)} → ${n(after)}`;
}

/** The same with a noun, which goes with the number that stands next to it. */
function pairOf(before: number, after: number, noun: string): string {
  return before === after ? count(after, noun) : `${n(before)} → ${count(after, noun)}`;
}

function flowLines(flows: WhatIfNumbers['flows'], style: Style): string[] {
  if (flows.length === 0) return ['No flow is decided otherwise.', ''];
  const lines = flows
    .slice(0, TOP)
    .map((f) =>
      [
        wrap(`${f.sender} → ${f.recipient}, for ${f.purpose}: ${f.fields.join(', ')}`, 80),
        `  ${count(f.records, 'record')} of ${people(f.people)}, ${style('dim', f.flow)}`,
        indented(2, `before: ${decidedText(f.before, style)}`),
        indented(2, `after: ${f.after === null ? 'cut' : decidedText(f.after, style)}`),
      ].join('\n'),
    );
  return [
    style('bold', `Flows that are decided otherwise (${n(flows.length)})`),
    ...lines,
    ...rest(flows.length),
  ];
}

/** Verdict, and by gate what is not carried or hangs on a question; fields that agree stand together. */
function decidedText(d: Decided, style: Style): string {
  const parts = [
    ...d.breaches.map((b) => ({ gate: `${b.code} (${b.pack} ${b.gate})`, field: b.field })),
    ...d.questions.map((q) => ({
      gate: `${q.fact} of ${q.of} unknown (${q.pack} ${q.gate})`,
      field: q.field,
    })),
  ];
  const byGate = [...groupBy(parts, (p) => p.gate).keys()];
  return `${paint(d.verdict, style)}${byGate.length === 0 ? '' : `, ${byGate.join(', ')}`}`;
}

function findingLines(f: WhatIfNumbers['findings'], style: Style): string[] {
  const of = (x: {
    code: string;
    sender: string;
    recipient: string;
    purpose: string;
    pack: string;
    gate: string;
  }) => `${x.code}: ${x.sender} → ${x.recipient}, for ${x.purpose} (${x.gate}, ${x.pack})`;
  // Findings that differ in nothing but the field stand together.
  const list = <T extends Parameters<typeof of>[0] & { field: string }>(
    title: string,
    items: readonly T[],
    numbers: (item: T) => string,
  ): string[] => {
    if (items.length === 0) return [];
    const groups = [...groupBy(items, (x) => `${of(x)}; ${numbers(x)}`)];
    const lines = groups.slice(0, TOP).map(([head, group]) => {
      return `${wrap(head, 80)}\n${indented(4, group.map((x) => x.field).join(', '))}`;
    });
    return [style('bold', `${title} (${n(items.length)})`), ...lines, ...rest(groups.length)];
  };
  const lines = [
    ...list('Findings that appear', f.appear, (x) => people(x.after.people)),
    ...list('Findings that disappear', f.disappear, (x) => people(x.before.people)),
    ...list('Findings that change', f.change, (x) => `people ${pair(x.before.people, x.after.people)}`),
  ];
  return lines.length === 0 ? ['No finding changes.', ''] : lines;
}

/** Contracts in force, which decide what may be passed on, where some rule asks that. */
function inForce({ contractsInForce: contracts }: { contractsInForce: readonly string[] | null }): string {
  if (contracts === null) return '';
  return `; contracts in force: ${contracts.length === 0 ? 'none' : contracts.join(', ')}`;
}

function indented(by: number, text: string): string {
  return wrap(text, 80 - by).replace(/^/gm, ' '.repeat(by));
}

function rest(count: number): string[] {
  return count > TOP ? [`… and ${n(count - TOP)} more: see --json`, ''] : [''];
}
