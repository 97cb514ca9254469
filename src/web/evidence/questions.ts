import type { Flow } from '../api/types.js';
import type { Speech } from '../text/texts.js';

type Place = NonNullable<Flow['questions'][number]['place']>;

/** A fact that nobody recorded, with the flows whose verdict hangs on it. */
export interface OpenQuestion {
  readonly key: string;
  readonly of: string;
  readonly fact: string;
  /** The cell of a register that would answer it, as `contracts.csv:3`, and its column; null where none would. */
  readonly place: Place | null;
  /** True when it asks who people are, and so whether they agreed. */
  readonly who: boolean;
  readonly flows: readonly Flow[];
  /** Of the flow with most: so many people it concerns at least. */
  readonly people: number;
  /** True when some of the flows is contested: then the answer can change a verdict by itself. */
  readonly decides: boolean;
}

/** Questions, each once; those that decide a verdict first, then those of most flows. O(questions of all flows). */
export function openQuestions(flows: readonly Flow[]): readonly OpenQuestion[] {
  const found = new Map<
    string,
    { of: string; fact: string; place: Place | null; who: boolean; flows: Set<Flow> }
  >();
  for (const flow of flows) {
    for (const { of, fact, place = null, register } of flow.questions) {
      const key = `${of} ${fact}`;
      const question = found.get(key) ?? { of, fact, place, who: register === 'consents', flows: new Set() };
      question.flows.add(flow);
      found.set(key, question);
    }
  }
  return [...found]
    .map(([key, question]) => ({
      key,
      of: question.of,
      fact: question.fact,
      place: question.place,
      who: question.who,
      flows: [...question.flows],
      people: [...question.flows].reduce((most, { people }) => Math.max(most, people), 0),
      decides: [...question.flows].some(({ verdict }) => verdict === 'contested'),
    }))
    .sort((a, b) => Number(b.decides) - Number(a.decides) || b.flows.length - a.flows.length);
}

/**
 * How many flows and people a question concerns: of several flows, at least so many people.
 *
 * @param more whether there are flows that were not looked at: they may be concerned, too
 * @param how whether its flows are all that it concerns, or those that it leaves open
 */
export function concerned(
  { t, n }: Pick<Speech, 't' | 'n'>,
  { flows, people }: OpenQuestion,
  more: boolean,
  how: 'concerns' | 'leavesOpen' = 'concerns',
): string {
  const of = t.flows(n(flows.length));
  return t.todo[how](more ? t.todo.atLeast(of) : of, t.people(n(people)), flows.length === 1 && !more);
}
