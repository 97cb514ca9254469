import type { PeopleCounter } from '../../findings/people.js';
import { placed, type PlacedQuestion } from '../../findings/explain.js';
import type { Case } from '../../model/case.js';
import type { CellPlace } from '../../model/cells.js';
import { getOrMake } from '../../model/collect.js';
import type { Flow } from '../../model/flow.js';
import { compareText, sortedSet } from '../../model/text.js';
import { flowQuestions } from '../json.js';
import { n } from '../text.js';
import { html, type Content, type Markup } from './markup.js';
import { cutNote, table, words } from './parts.js';
import { MOST, type ReportInput } from './report-input.js';
import type { Texts } from './texts.js';

/** Facts that nobody recorded, those that most people's verdicts hang on first. */
export function questionsSection({ kase, analysis, texts }: ReportInput, counter: PeopleCounter): Markup {
  const asked = new Map<string, { of: string; fact: string; flows: Set<Flow>; gates: Set<string> }>();
  for (const flow of analysis.flows) {
    for (const { of, fact, pack, gate } of flowQuestions(flow)) {
      const question = getOrMake(asked, JSON.stringify([of, fact]), () => ({
        ...{ of, fact },
        flows: new Set<Flow>(),
        gates: new Set<string>(),
      }));
      question.flows.add(flow);
      question.gates.add(`${gate} (${pack})`);
    }
  }
  if (asked.size === 0) return html`<p>${texts.noQuestions}</p>`;
  const questions = [...asked.values()]
    .map((q) => ({ ...q, flows: [...q.flows] }))
    .map((q) => ({ ...q, people: counter.ofFlows(q.flows.map((f) => f.id)) }))
    .sort((x, y) => y.people - x.people || compareText(x.of, y.of) || compareText(x.fact, y.fact));
  const places = questionPlaces(kase, analysis.flows);
  return html`
    <p>${texts.questionsNote}</p>
    ${table(
      words(texts, 'question', 'cell', 'gate', 'way', 'flows', 'people'),
      questions
        .slice(0, MOST.questions)
        .map((q) => [
          html`<b>${texts.asked(q.fact, q.of, places.get(key(q))?.register === 'consents')}</b>`,
          placeOf(places.get(key(q))?.place, texts),
          [...q.gates].join(', '),
          sortedSet(q.flows.map((f) => `${f.sender} → ${f.recipient}`)).join(', '),
          n(q.flows.length),
          n(q.people),
        ]),
      [4, 5],
    )}
    ${cutNote(MOST.questions, questions.length, texts)}
  `;
}

/** The cells that would answer questions, by what is asked of what. */
function questionPlaces(kase: Case, flows: readonly Flow[]): Map<string, PlacedQuestion> {
  const asked = flows.flatMap((f) =>
    f.decision.outcomes.flatMap(({ answer }) => (answer.is === 'contested' ? answer.questions : [])),
  );
  return new Map(placed(kase, asked).map((q) => [key(q), q]));
}

function key({ of, fact }: { readonly of: string; readonly fact: string }): string {
  return JSON.stringify([of, fact]);
}

function placeOf(place: CellPlace | null | undefined, texts: Texts): Content {
  return place == null ? '' : html`<code>${texts.cell(place)}</code>`;
}
