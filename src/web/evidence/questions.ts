import type { Flow } from '../api/types.js';

/** A fact that nobody recorded, with the flows whose verdict hangs on it. */
export interface OpenQuestion {
  readonly key: string;
  readonly of: string;
  readonly fact: string;
  readonly flows: readonly Flow[];
  /** True when some of the flows is contested: then the answer can change a verdict by itself. */
  readonly decides: boolean;
}

/** Questions, each once; those that decide a verdict first, then those of most flows. O(questions of all flows). */
export function openQuestions(flows: readonly Flow[]): readonly OpenQuestion[] {
  const found = new Map<string, { of: string; fact: string; flows: Set<Flow> }>();
  for (const flow of flows) {
    for (const { of, fact } of flow.questions) {
      const key = `${of} ${fact}`;
      const question = found.get(key) ?? { of, fact, flows: new Set() };
      question.flows.add(flow);
      found.set(key, question);
    }
  }
  return [...found]
    .map(([key, question]) => ({
      key,
      of: question.of,
      fact: question.fact,
      flows: [...question.flows],
      decides: [...question.flows].some(({ verdict }) => verdict === 'contested'),
    }))
    .sort((a, b) => Number(b.decides) - Number(a.decides) || b.flows.length - a.flows.length);
}
