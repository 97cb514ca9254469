import stringWidth from 'string-width';
import { PeopleCounter } from '../findings/people.js';
import { formatInstant } from '../model/instant.js';
import type { Verdict } from '../model/decision.js';
import type { ImportLimit } from '../model/imports.js';
import type { Analysis, Finding, SourceCount } from '../model/result.js';
import { sortedSet } from '../model/text.js';
import { ENGLISH } from './html/texts-en.js';
import { findingGroups, foreignRoutes, WORST_FIRST } from './groups.js';
import { plainTable } from './plain-table.js';
import type { Style } from './style.js';

/** Lines of a list before the rest is only counted. */
const TOP = 10;

/** The summary that `wayleave analyze` prints: at most 80 columns, what matters most first. Pure. */
export function summary(a: Analysis, style: Style): string {
  const foreign = a.trails.filter((t) => t.foreign);
  const counter = new PeopleCounter(a);
  return [
    style('bold', a.title),
    a.complete
      ? ''
      : style(
          'yellow',
          a.hops === 0
            ? `Not complete: no trails are listed, as there are too many (maxTrails ${n(a.maxTrails)}).\n`
            : `Not complete: trails of more than ${count(a.hops, 'flow')} were cut (maxTrails ${n(a.maxTrails)}).\n`,
        ),
    sources(a),
    importLines(a.imports),
    `${people(a.people)} in ${count(a.cohorts.length, 'cohort')}, ${count(a.flows.length, 'flow')}, ${a.complete ? '' : 'at least '}${count(foreign.length, 'trail')} to foreign entities\n`,
    flowsByVerdict(a, style),
    foreign.length > 0
      ? topTrails(a, counter, style)
      : a.complete
        ? 'No trail leads to a foreign entity.\n'
        : 'None of the trails that are listed leads to a foreign entity.\n',
    topFindings(a.findings, counter, style),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function sources(a: Analysis): string {
  const table = plainTable(
    [
      { head: 'Log', align: 'left' },
      { head: 'read', align: 'right' },
      { head: '=', align: 'left' },
      { head: 'accepted', align: 'right' },
      { head: '+', align: 'left' },
      { head: 'rejected', align: 'right' },
    ],
    Object.entries(a.sources).map(([name, s]) => [name, n(s.read), '=', n(s.accepted), '+', n(s.rejected)]),
  );
  const passed = Object.entries(a.sources).flatMap(([name, { passedOver = 0 }]: [string, SourceCount]) =>
    passedOver === 0 ? [] : [`${count(passedOver, 'document')} for ${name} make no row of their own.\n`],
  );
  return `${table}${passed.join('')}`;
}

/** What was read from other formats, and what they cannot show: at most 80 columns, nothing when there is nothing. */
export function importLines(imports: readonly ImportLimit[]): string {
  if (imports.length === 0) return '';
  const lines = imports.flatMap(({ format, files, limits, open }) => [
    `Read as ${format} (${count(files, 'file')}):`,
    ...limits.map((limit) => wrap(`- ${ENGLISH.importLimit[limit]}`, 80)),
    ...open.map(({ of, facts }) => wrap(`- ${ENGLISH.importOpen(of, facts.join(', '))}`, 80)),
  ]);
  return `${lines.join('\n')}\n`;
}

function flowsByVerdict(a: Analysis, style: Style): string {
  const rows = WORST_FIRST.flatMap((verdict) => {
    const flows = a.flows.filter((f) => f.verdict === verdict);
    const records = flows.reduce((sum, f) => sum + f.records, 0);
    return flows.length === 0 ? [] : [[paint(verdict, style), n(flows.length), n(records)]];
  });
  return plainTable(
    [
      { head: 'Flows by verdict', align: 'left' },
      { head: 'flows', align: 'right' },
      { head: 'records', align: 'right' },
    ],
    rows,
  );
}

function topTrails(a: Analysis, counter: PeopleCounter, style: Style): string {
  const codes = codesByFlow(a);
  const routes = foreignRoutes(a, counter);
  const lines = routes.slice(0, TOP).map(({ trails, first, people: number }) => {
    const route = first.processors.map((p, i) => `${p} (${first.jurisdictions[i] ?? ''})`).join(' → ');
    const found = trails.flatMap((t) => [
      ...t.flows.flatMap((f) => codes.get(f) ?? []),
      ...t.breaches.map((b) => b.code),
    ]);
    const distinct = sortedSet(found);
    return [
      wrap(route, 80),
      `  ${people(number)}, ${paint(first.verdict, style)}, ${style('dim', first.id)}` +
        (trails.length === 1 ? '' : ` and ${count(trails.length - 1, 'trail')} like it`),
      ...(distinct.length === 0 ? [] : [wrap(distinct.join(', '), 78).replace(/^/gm, '  ')]),
    ].join('\n');
  });
  return `${style('bold', 'Trails to foreign entities')}\n${lines.join('\n')}\n${rest(routes.length)}`;
}

function codesByFlow(a: Analysis): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const f of a.findings) {
    if (f.effect === 'breach' && f.records !== null)
      for (const flow of f.flows) codes.set(flow, [...(codes.get(flow) ?? []), f.code]);
  }
  return codes;
}

function topFindings(findings: readonly Finding[], counter: PeopleCounter, style: Style): string {
  if (findings.length === 0) return 'No findings.\n';
  const groups = findingGroups(findings, counter);
  const lines = groups.slice(0, TOP).map(({ findings: group, first: f, people: number, firstAt, lastAt }) => {
    const severity = style(
      f.severity === 'high' ? 'red' : f.severity === 'medium' ? 'yellow' : 'dim',
      f.severity,
    );
    const fields = group.map((x) => x.field).join(', ');
    const indent = (text: string): string => wrap(text, 78).replace(/^/gm, '  ');
    return [
      wrap(`${f.code}: ${f.sender} → ${f.recipient}, for ${f.purpose} (${f.gate}, ${f.pack})`, 80),
      indent(fields),
      `  ${severity}, ${people(number)}, ${day(firstAt)} to ${day(lastAt)}, ${style('dim', f.id)}`,
      ...(f.provisions.length === 0 ? [] : [indent(f.provisions.join('; '))]),
    ].join('\n');
  });
  return `${style('bold', `Findings (${n(findings.length)})`)}\n${lines.join('\n')}\n${rest(groups.length)}`;
}

function rest(count: number): string {
  return count > TOP ? `… and ${n(count - TOP)} more: see --json\n` : '';
}

function day(at: number): string {
  return formatInstant(at).slice(0, 10);
}

/** A verdict in its colour, where the terminal has colours. */
export function paint(verdict: Verdict, style: Style): string {
  const colour = {
    unsupported: 'red',
    contested: 'yellow',
    supported: 'green',
    out_of_scope: 'dim',
  } as const;
  return style(colour[verdict], verdict);
}

/** Persons with their noun. */
export function people(number: number): string {
  return `${n(number)} ${number === 1 ? 'person' : 'people'}`;
}

/** A number with its noun, `1 flow` or `2 flows`. */
export function count(number: number, noun: string): string {
  return `${n(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** Thousands separated. */
export function n(value: number): string {
  return value.toLocaleString('en');
}

/** Breaks at spaces so that no line is wider than so many columns of the terminal, where words allow. */
export function wrap(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && stringWidth(last) + 1 + stringWidth(word) > width) lines.push(`  ${word}`);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines.join('\n');
}

/** Breaks each line of a text at spaces as `wrap` does; what goes on stands two spaces further in than its line. */
export function narrow(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      const indent = /^ */.exec(line)?.[0] ?? '';
      return wrap(line.slice(indent.length), width - indent.length).replace(/^/gm, indent);
    })
    .join('\n');
}
