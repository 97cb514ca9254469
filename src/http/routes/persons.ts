import type { personsContract } from '../contract/persons.js';
import { WayleaveError } from '../../errors.js';
import { at } from '../../model/collect.js';
import { formatInstant } from '../../model/instant.js';
import { found } from './found.js';
import { one, type Handlers } from './handler.js';
import { headOf, showTrail, showFlow } from './shapes.js';

export const personHandlers: Handlers<keyof typeof personsContract> = {
  getPerson: ({ snapshot, params: { pseudonym } }) => {
    const { cohort } = snapshot.person(pseudonym);
    const { id, people, flows, trails } = at(snapshot.analysis.cohorts, cohort);
    const { index } = snapshot;
    const person = {
      pseudonym,
      cohort: { id, people },
      flows: flows.map((f) => showFlow(snapshot, found(index.flows, f, 'flow'))),
      trails: trails.map((t) => showTrail(snapshot, found(index.trails, t, 'trail'))),
    };
    return one({ ...headOf(snapshot, [], true), person }, { rows: 1, persons: [pseudonym] });
  },

  getPersonHistory: async ({ served, params: { pseudonym }, signal }) => {
    const snapshot = served.snapshot();
    const a = await served.personAnalysis(await snapshot.userId(pseudonym), signal);
    const flows = [...a.flows].sort((x, y) => x.firstAt - y.firstAt);
    const records = flows.reduce((n, f) => n + f.records, 0);
    const history = {
      pseudonym,
      records,
      flows: flows.map((f) => ({
        id: f.id,
        sender: f.sender,
        recipient: f.recipient,
        fields: f.fields,
        purpose: f.purpose,
        basis: f.basis,
        records: f.records,
        firstAt: formatInstant(f.firstAt),
        lastAt: formatInstant(f.lastAt),
        verdict: f.verdict,
        carriedBy: [
          ...new Set(
            f.decision.outcomes.flatMap(({ answer }) =>
              answer.is === 'carried' ? ['id' in answer.by ? answer.by.id : answer.by.kind] : [],
            ),
          ),
        ],
      })),
      trails: a.trails.map((t) => ({
        id: t.id,
        processors: t.processors,
        jurisdictions: t.jurisdictions,
        foreign: t.foreign,
        verdict: t.verdict,
        witness: t.witness.map((w) => ({
          file: a.files[w.file] ?? '',
          row: w.row,
          at: formatInstant(w.at),
        })),
      })),
    };
    return one({ ...headOf(snapshot), history }, { rows: records, persons: [pseudonym] });
  },

  lookUpPerson: ({ served, body }) => {
    const snapshot = served.snapshot();
    const pseudonym = served.store.pseudonym(body.userId);
    const known = snapshot.analysis.named ? snapshot.persons.find(pseudonym) !== undefined : null;
    return one({ ...headOf(snapshot), pseudonym, known }, { rows: 1, persons: [pseudonym] });
  },

  revealPerson: async ({ served, params: { pseudonym } }) => {
    const snapshot = served.snapshot();
    const userId = await snapshot.userId(pseudonym);
    if (served.store.pseudonym(userId) !== pseudonym) {
      throw new WayleaveError('INTERNAL', 'a pseudonym led to another person');
    }
    return one({ ...headOf(snapshot), pseudonym, userId }, { rows: 1, persons: [pseudonym] });
  },
};
