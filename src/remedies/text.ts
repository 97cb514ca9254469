import { stringify } from 'yaml';
import type { Style } from '../report/style.js';
import { count, n, people, wrap } from '../report/text.js';
import type { Concern, RemediesAnswer, Remedy, Setting } from './answer-schema.js';

/** Lines of a list before the rest is only counted. */
const TOP = 20;

/** The least remedies, as text of at most 80 columns where words allow. Pure. */
export function remediesText(a: RemediesAnswer, style: Style): string {
  const { before, after } = a.unsupported;
  return [
    style('bold', `${a.case}: least remedies`),
    ...(a.complete ? [] : [style('yellow', `Trails of more than ${count(a.hops, 'flow')} are cut.`)]),
    wrap(outcome(a), 80),
    ...(before.trails === 0 ? [] : [wrap(proof(a), 80)]),
    '',
    ...a.remedies.flatMap((r, i) => [...remedyLines(r, i + 1, style), '']),
    ...listed(
      'What nothing reaches',
      a.remaining.map((r) => `${concernText(r)}. ${r.why}`),
      style,
    ),
    ...listed(
      'Left out, as only the logs would tell what comes of it',
      a.leftOut.map((l) => {
        const what = l.id === null ? 'cutting' : `${l.id} for`;
        return `${what} ${l.sender} → ${l.recipient}, ${l.purpose}: ${l.because}`;
      }),
      style,
    ),
    ...listed('Taken to be so', a.assumes, style),
    ...(a.changes === null || after === null
      ? []
      : [
          wrap(
            'All of it as a change file for wayleave what-if: wayleave remedies CASE --format changes',
            80,
          ),
          '',
        ]),
  ].join('\n');
}

/** All remedies as a change file; a comment where there is nothing to suppose. */
export function changesText(a: RemediesAnswer): string {
  return a.changes === null ? '# There is nothing to suppose.\n' : stringify(a.changes);
}

function outcome({ unsupported: { before, after }, remedies }: RemediesAnswer): string {
  if (before.trails === 0) return 'No trail to a foreign entity is unsupported: there is nothing to mend.';
  const was = `${people(before.people)} on ${count(before.trails, 'unsupported trail')} to foreign entities`;
  if (remedies.length === 0) return `${was}; nothing that could be supposed reaches them.`;
  const many = remedies.length === 1 ? 'this' : `these ${n(remedies.length)}`;
  if (after === null) {
    return `${was}; with ${many}, records of a flow would be decided differently: how many would be left only a scan tells.`;
  }
  return after.trails === 0
    ? `${was}; with ${many}, none would be.`
    : `${was}; with ${many}, ${n(after.people)} on ${n(after.trails)} would be left.`;
}

function proof({ optimal, weight, bound, candidates, weights, only, remedies }: RemediesAnswer): string {
  if (remedies.length === 0) return '';
  const scale = only.map((kind) => `${kind} ${weights[kind]}`).join(', ');
  const among = `of ${n(candidates)} that ${candidates === 1 ? 'helps' : 'help'} (${scale})`;
  return optimal
    ? `Proved: nothing lighter than ${n(weight)} does it, ${among}.`
    : `Not proved to be least: these weigh ${n(weight)}, nothing under ${n(bound)} does it, ${among}. --nodes lets the search go on.`;
}

function remedyLines(r: Remedy, place: number, style: Style): string[] {
  const mends = r.mends.map(concernText);
  return [
    style('bold', wrap(`${place}. ${titleOf(r)}`, 80)),
    ...r.settings.map((s) => indented(3, settingText(s))),
    ...(r.cut === null ? [] : [indented(3, lossText(r.cut))]),
    indented(3, r.cut === null ? 'mends' : 'as nothing else that is chosen mends'),
    ...mends.slice(0, TOP).map((m) => indented(5, m)),
    ...(mends.length > TOP ? [indented(5, `… and ${n(mends.length - TOP)} more: see --format json`)] : []),
  ];
}

function titleOf(r: Remedy): string {
  if (r.how === 'cut') return `Cut ${r.sender} → ${r.recipient ?? ''}, for ${r.purpose ?? ''}`;
  const verb = r.how === 'mend' ? 'Mend' : 'Add';
  return r.kind === 'contracts'
    ? `${verb} the contract ${r.id ?? ''} (${r.sort ?? ''}, ${r.sender} → ${r.recipient ?? ''})`
    : `${verb} the notice ${r.id ?? ''} (${r.sort ?? ''}, of ${r.sender})`;
}

function settingText(s: Setting): string {
  const meaning = s.meaning === null ? '' : ` (${s.meaning})`;
  switch (s.what) {
    case 'fields':
    case 'purposes':
    case 'recipients':
      return `${s.what}: ${s.was === null ? '' : 'also '}${s.adds.join(', ')}`;
    case 'onward':
      return `permits handing on to ${s.adds.join(', ')}`;
    case 'signed_at':
      return s.was === null ? `signed ${s.supposed ?? ''}` : `signed ${s.was} → ${s.supposed ?? ''}`;
    case 'ends_at':
      return `ends ${s.was ?? 'never'} → ${s.supposed ?? 'never'}`;
    case 'fact':
      return s.adds.length > 0
        ? `${s.name ?? ''}: ${s.was === null ? '' : 'also '}${s.adds.join(', ')}${meaning}`
        : `${s.name ?? ''}: ${s.was ?? 'unknown'} → ${s.supposed ?? 'unknown'}${meaning}`;
  }
}

function lossText({ records, people: persons, supported }: NonNullable<Remedy['cut']>): string {
  const lost =
    supported.records === 0
      ? 'none of them supported'
      : `of which ${n(supported.records)} of ${people(supported.people)} ${supported.records === 1 ? 'was' : 'were'} supported`;
  return `takes away ${count(records, 'record')} of ${people(persons)}, ${lost}`;
}

function concernText(c: Concern): string {
  const rule = `${c.pack} ${c.gate}${c.provisions.length === 0 ? '' : ` (${c.provisions.join('; ')})`}`;
  return `${c.sender} → ${c.recipient}, for ${c.purpose}: ${rule}, ${c.codes.join(', ')}; ${people(c.people)}; ${c.fields.join(', ')}`;
}

function listed(title: string, lines: readonly string[], style: Style): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length > TOP ? [`… and ${n(lines.length - TOP)} more: see --format json`] : [];
  return [style('bold', title), ...lines.slice(0, TOP).map((l) => indented(2, l)), ...rest, ''];
}

function indented(by: number, text: string): string {
  return wrap(text, 80 - by).replace(/^/gm, ' '.repeat(by));
}
