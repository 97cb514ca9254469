import { z } from 'zod';
import { head } from './answers.js';
import { flow } from './flows.js';
import { operation } from './operation.js';
import { caseParams, window } from './requests.js';
import { trail } from './trails.js';
import { count, name, time, verdict } from './words.js';

const PSEUDONYM = /^u-[0-9a-f]{24}$/;
const pseudonym = z
  .string()
  .regex(PSEUDONYM, 'is not a pseudonym: u- and 24 hexadecimal digits')
  .meta({ id: 'Pseudonym', examples: ['u-0123456789abcdef01234567'] });

const person = z
  .strictObject({
    pseudonym,
    cohort: z.strictObject({ id: name, people: count }).meta({
      description: 'All whose data took the same flows and trails.',
    }),
    flows: z
      .array(flow)
      .meta({ description: 'Flows that hold transfers of the person; numbers are of the whole flow.' }),
    trails: z.array(trail),
  })
  .meta({ id: 'Person' });

const history = z
  .strictObject({
    pseudonym,
    records: count,
    flows: z.array(
      z.strictObject({
        id: name,
        sender: z.string(),
        recipient: z.string(),
        fields: z.array(z.string()),
        purpose: z.string(),
        basis: z.string().nullable(),
        records: count.meta({ description: "The person's own records." }),
        firstAt: time,
        lastAt: time,
        verdict,
        carriedBy: z.array(z.string()),
      }),
    ),
    trails: z.array(
      z.strictObject({
        id: name,
        processors: z.array(z.string()),
        jurisdictions: z.array(z.string()),
        foreign: z.boolean(),
        verdict,
        witness: z.array(z.strictObject({ file: z.string(), row: z.int().min(1), at: time })),
      }),
    ),
  })
  .meta({ id: 'PersonHistory' });

const id = caseParams.extend({ pseudonym });
const SOMEBODY = { params: { case: 'kakaopay', pseudonym: '{pseudonym}' } };

export const personsContract = {
  getPerson: operation({
    method: 'GET',
    path: '/api/cases/{case}/persons/{pseudonym}',
    role: 'analyst',
    tag: 'Persons',
    summary: "Which flows and trails a person's data took",
    params: id,
    query: z.strictObject(window),
    windowed: true,
    audited: true,
    response: z.strictObject({ ...head, person }),
    errors: ['NOT_FOUND', 'PERSONS_NOT_KEPT'],
    examples: [SOMEBODY],
  }),
  getPersonHistory: operation({
    method: 'GET',
    path: '/api/cases/{case}/persons/{pseudonym}/history',
    role: 'analyst',
    tag: 'Persons',
    summary: "Where one person's data went, when and on what basis, read from the logs",
    params: id,
    query: z.strictObject({}),
    audited: true,
    response: z.strictObject({ ...head, history }),
    errors: ['NOT_FOUND', 'PERSONS_NOT_KEPT', 'STALE_RESULT', 'LOG_UNREADABLE', 'LOGS_ELSEWHERE'],
    examples: [SOMEBODY],
  }),
  lookUpPerson: operation({
    method: 'POST',
    path: '/api/cases/{case}/persons/lookup',
    role: 'investigator',
    tag: 'Persons',
    summary: 'The pseudonym of a person, by the real id',
    description: 'The real id stands in the body: it never stands in a URL, nor in any log of the server.',
    params: caseParams,
    query: z.strictObject({}),
    body: z.strictObject({ userId: z.string().trim().min(1).max(1000) }),
    audited: true,
    response: z.strictObject({
      ...head,
      pseudonym,
      known: z.boolean().nullable().meta({
        description: 'Whether accepted transfers are of that person; null when the result keeps no names.',
      }),
    }),
    errors: [],
    examples: [{ params: { case: 'kakaopay' }, body: { userId: 'somebody' } }],
  }),
  revealPerson: operation({
    method: 'POST',
    path: '/api/cases/{case}/persons/{pseudonym}/reveal',
    role: 'investigator',
    tag: 'Persons',
    summary: 'The real id of a person, by the pseudonym',
    params: id,
    query: z.strictObject({}),
    audited: true,
    response: z.strictObject({ ...head, pseudonym, userId: z.string() }),
    errors: ['NOT_FOUND', 'PERSONS_NOT_KEPT'],
    examples: [SOMEBODY],
  }),
};
