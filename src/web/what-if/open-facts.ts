import type { Explanation, Flow } from '../api/types.js';
import type { OpenQuestion } from '../evidence/questions.js';
import type { Setting, Tick } from './changes.js';

type Register = Extract<Tick, { kind: 'set' }>['register'];

/** Registers whose facts can be supposed. */
const FACT_REGISTERS = ['processors', 'purposes'] as const;

/** A fact that nobody recorded, as something that may be supposed. */
export interface OpenFact {
  readonly question: OpenQuestion;
  /** Explained, it says what the rules want to hear. */
  readonly flow: Flow;
}

/**
 * Questions that leave a verdict open, as far as an answer can be supposed: who somebody is and who owns whom cannot.
 * O(questions).
 */
export function openFacts(questions: readonly OpenQuestion[]): readonly OpenFact[] {
  return questions.flatMap((question) => {
    const flow = question.flows.find(({ verdict }) => verdict === 'contested');
    return flow === undefined || question.who || registerSaid(question) === 'ownership'
      ? []
      : [{ question, flow }];
  });
}

/**
 * What can be ticked of an open fact: that it is as the rules ask for; of a truth, that it is not so, too.
 *
 * @param explained the flow of the fact; empty when nothing is known of what the rules ask for
 */
export function ticksOfFact({ question, flow }: OpenFact, explained: Explanation): readonly Tick[] {
  const { of, fact } = question;
  const said = registerOf(flow, question);
  const known = FACT_REGISTERS.find((register) => register === said);
  if (known !== undefined) return ['true', 'false'].map((word) => tickOf(known, of, fact, [word]));
  for (const { carriers } of explained.gates) {
    for (const { kind, records = [] } of carriers) {
      const factor = records
        .find(({ id }) => id === of)
        ?.factors.find((f) => f.fact === fact && f.is === 'unknown');
      if (factor === undefined || factor.wanted.length === 0) continue;
      const register: Register = kind === 'consent' ? 'notices' : 'contracts';
      const ticks = [tickOf(register, of, fact, factor.wanted)];
      const [word] = factor.wanted;
      const other = word === 'true' ? 'false' : word === 'false' ? 'true' : undefined;
      if (other !== undefined) ticks.push(tickOf(register, of, fact, [other]));
      return ticks;
    }
  }
  return [];
}

function registerSaid({ of, fact, flows }: OpenQuestion): string | undefined {
  const [flow] = flows;
  return flow === undefined ? undefined : registerOf(flow, { of, fact });
}

function registerOf(
  flow: Flow,
  { of, fact }: { readonly of: string; readonly fact: string },
): string | undefined {
  return flow.questions.find((q) => q.of === of && q.fact === fact)?.register;
}

function tickOf(register: Register, id: string, fact: string, wanted: readonly string[]): Tick {
  const text = wanted.join('|');
  const setting: Setting = { what: 'fact', name: fact, was: null, supposed: text, adds: [], meaning: null };
  const value = text === 'true' ? true : text === 'false' ? false : wanted.length > 1 ? [...wanted] : text;
  return { kind: 'set', register, id, setting, value, exact: true };
}
