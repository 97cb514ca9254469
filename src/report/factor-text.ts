import type { PlacedFactor, PlacedQuestion, PlacedRecord } from '../findings/explain.js';
import { cellText } from '../model/cells.js';

const STATES: Readonly<Record<PlacedRecord['state'], string>> = {
  in_force: 'in force',
  unknown: 'nobody recorded who agreed',
  withdrawn: 'withdrawn',
  expired: 'expired',
  not_yet: 'given only later',
  never: 'never given',
  ended: 'ended',
  unsigned: 'not signed yet',
};

/** The records that a carrier looked at, as lines of text: each with the table of what is asked of it. */
export function recordLines(records: readonly PlacedRecord[]): string[] {
  return records.flatMap((r) => [
    `    ${r.id}: ${STATES[r.state]}${r.covers ? '' : ', for something else'}`,
    // What is for something else, or over, is not asked for its facts.
    ...(isAsked(r) ? r.factors.map((f) => `      ${factorText(f)}`) : []),
  ]);
}

/** True for a record whose facts decide: it covers what is asked about, and is or may be in force. */
export function isAsked({ covers, state }: PlacedRecord): boolean {
  return covers && (state === 'in_force' || state === 'unknown');
}

/** One line of the table: the fact, what is asked, what is recorded, whether it holds, and its cell. */
function factorText(f: PlacedFactor): string {
  const wanted = `${f.fact} ${f.wanted.join(', ')}`;
  const found =
    f.found === null
      ? 'unknown: nobody recorded it'
      : `${f.is === 'yes' ? 'holds' : 'fails'}: ${f.missing.length > 0 ? `lacks ${f.missing.join(', ')}` : `recorded ${f.found}`}`;
  return `${wanted}: ${found}${f.decides ? '' : ' (weighed, decides nothing)'}${placeText(f)}`;
}

/** Open questions as lines of text, each with the cell that would answer it. */
export function questionLines(questions: readonly PlacedQuestion[]): string[] {
  return questions.map((q) => `  ? ${questionText(q)}${placeText(q)}`);
}

function questionText({ of, fact, register }: PlacedQuestion): string {
  if (register === 'consents') return `who the people are, for the consents to ${of}`;
  if (register === 'ownership') return `who holds how much of ${of} (a row of ownership)`;
  return `${fact} of ${of}`;
}

function placeText({ place }: Pick<PlacedQuestion, 'place'>): string {
  return place === null ? '' : ` [${cellText(place)}]`;
}
