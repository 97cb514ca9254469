import type { PeopleCounter } from '../../findings/people.js';
import { getOrMake } from '../../model/collect.js';
import type { Flow } from '../../model/flow.js';
import { compareText, sortedSet } from '../../model/text.js';
import { flowQuestions } from '../json.js';
import { n } from '../text.js';
import { html, type Markup } from './markup.js';
import { cutNote, table, words } from './parts.js';
import { MOST, type ReportInput } from './report-input.js';

/** Facts that nobody recorded, those that most people's verdicts hang on first. */
export function questionsSection({ analysis, texts }: ReportInput, counter: PeopleCounter): Markup {
  const asked = new Map<string, { of: string; fact: string; flows: Flow[]; gates: Set<string> }>();
  for (const flow of analysis.flows) {
    for (const { of, fact, pack, gate } of flowQuestions(flow)) {
      const question = getOrMake(asked, JSON.stringify([of, fact]), () => ({
        ...{ of, fact },
        flows: [] as Flow[],
        gates: new Set<string>(),
      }));
      if (!question.flows.includes(flow)) question.flows.push(flow);
      question.gates.add(`${gate} (${pack})`);
    }
  }
  if (asked.size === 0) return html`<p>${texts.noQuestions}</p>`;
  const questions = [...asked.values()]
    .map((q) => ({ ...q, people: counter.ofFlows(q.flows.map((f) => f.id)) }))
    .sort((x, y) => y.people - x.people || compareText(x.of, y.of) || compareText(x.fact, y.fact));
  return html`
    <p>${texts.questionsNote}</p>
    ${table(
      words(texts, 'question', 'gate', 'way', 'flows', 'people'),
      questions
        .slice(0, MOST.questions)
        .map((q) => [
          html`<b>${texts.asked(q.fact, q.of)}</b>`,
          [...q.gates].join(', '),
          sortedSet(q.flows.map((f) => `${f.sender} → ${f.recipient}`)).join(', '),
          n(q.flows.length),
          n(q.people),
        ]),
      [3, 4],
    )}
    ${cutNote(MOST.questions, questions.length, texts)}
  `;
}
