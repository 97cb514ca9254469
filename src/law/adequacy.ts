import type { Adequacy } from '../model/case.js';
import type { Question } from '../model/decision.js';
import type { Route } from '../model/flow.js';
import type { Instant } from '../model/instant.js';
import type { RulePack } from '../model/rule-pack.js';
import type { CarrierAnswer } from './carriers.js';
import { hasCategory, senderPlace, type Law } from './law.js';

/**
 * The answer of `adequacy: true`: every place that the data goes to must be held adequate.
 *
 * @param places where it goes: the recipient's jurisdiction or, for a gate with `to`, those that it names
 */
export function askAdequacy(
  law: Law,
  pack: RulePack,
  route: Route,
  field: string,
  places: readonly string[],
  at: Instant,
): CarrierAnswer {
  const answers = places.map((place) => askPlace(law, pack, route, field, place, at));
  const no = answers.find((a) => a.is === 'no');
  if (no !== undefined || answers.length === 0) return no ?? { is: 'no', reasons: [] };
  const questions = answers.flatMap((a) => (a.is === 'unknown' ? a.questions : []));
  if (questions.length > 0) return { is: 'unknown', questions };
  return { is: 'yes', by: { kind: 'adequacy' } };
}

function askPlace(
  law: Law,
  pack: RulePack,
  route: Route,
  field: string,
  place: string,
  at: Instant,
): CarrierAnswer {
  const from = senderPlace(law, route);
  const rows = law.adequacy.filter(
    (a) =>
      a.since <= at &&
      at < a.until &&
      (law.atlas.matches(a.exporter, pack.zone) || law.atlas.matches(from, [a.exporter])) &&
      law.atlas.matches(place, [a.importer]),
  );
  const questions: Question[] = [];
  for (const row of rows) {
    const answer = rowHolds(law, row, route.recipient, field);
    if (answer === 'yes') return { is: 'yes', by: { kind: 'adequacy' } };
    if (answer !== 'no') questions.push(...answer);
  }
  if (questions.length > 0) return { is: 'unknown', questions };
  return { is: 'no', reasons: rows.length > 0 ? [{ code: 'ADEQUACY_OUT_OF_SCOPE', of: [] }] : [] };
}

/** Whether a row that is in force between the places holds for a field and this importer. */
function rowHolds(law: Law, row: Adequacy, importer: string, field: string): 'yes' | 'no' | Question[] {
  if (hasCategory(law, field, row.exceptCategories)) return 'no';
  if (row.organisations !== null && !row.organisations.has(importer)) return 'no';
  const facts = law.processors.get(importer)?.facts;
  const open: Question[] = [];
  for (const [fact, wanted] of row.requires) {
    const cell = facts?.get(fact);
    if (cell === undefined) open.push({ of: importer, fact, register: 'processors' });
    else if (cell !== wanted) return 'no';
  }
  return open.length > 0 ? open : 'yes';
}
