import { z } from 'zod';
import { head, pageOf } from './answers.js';
import { flowFilters } from './filters.js';
import { operation } from './operation.js';
import { caseParams, order, paging, window } from './requests.js';
import { cellPlace, code, count, effect, name, questionRegister, time, verdict } from './words.js';

const FLOW_ORDERS = [
  'listed',
  'people',
  '-people',
  'records',
  '-records',
  'firstAt',
  '-firstAt',
  'lastAt',
  '-lastAt',
  'verdict',
  '-verdict',
] as const;

const flowShape = {
  id: name,
  sender: z.string().meta({ description: '`@user` for a collection: the person themselves.' }),
  recipient: z.string(),
  fields: z.array(z.string()),
  purpose: z.string(),
  basis: z.string().nullable().meta({ description: 'What the sender claims.' }),
  records: count,
  people: count,
  firstAt: time,
  lastAt: time,
  crossBorder: z.boolean(),
  verdict,
  breaches: z.array(z.strictObject({ field: z.string(), pack: z.string(), gate: z.string(), code, effect })),
  questions: z
    .array(
      z.strictObject({
        field: z.string(),
        pack: z.string(),
        gate: z.string(),
        of: z.string(),
        fact: z.string(),
        register: questionRegister.optional(),
        place: cellPlace.nullable().optional().meta({ description: 'The cell that would answer it.' }),
      }),
    )
    .meta({ description: 'Facts that nobody recorded and on which the verdict hangs.' }),
};

export const flow = z.strictObject(flowShape).meta({ id: 'Flow' });

const flowDetail = z
  .strictObject({
    ...flowShape,
    carries: z.array(z.strictObject({ field: z.string(), verdict })),
    reliesOn: z.array(
      z.strictObject({
        field: z.string(),
        pack: z.string(),
        gate: z.string(),
        kind: z.enum(['notice', 'contract', 'adequacy', 'exemption']),
        id: z.string().nullable(),
      }),
    ),
    months: z.array(z.strictObject({ month: z.string(), records: count })),
    findings: z.array(z.string()).meta({ description: 'Ids of findings about it.' }),
    trails: count.meta({ description: 'Trails that pass it: /trails?flow= lists them.' }),
  })
  .meta({ id: 'FlowDetail' });

const KAKAOPAY = { params: { case: 'kakaopay' } };

export const flowsContract = {
  listFlows: operation({
    method: 'GET',
    path: '/api/cases/{case}/flows',
    role: 'viewer',
    tag: 'Flows',
    summary: 'Transfers alike in sender, recipient, fields, purpose, basis and in what the rules say',
    params: caseParams,
    query: z.strictObject({
      ...window,
      ...paging,
      ...flowFilters,
      order: order(FLOW_ORDERS, 'listed is by sender, recipient, purpose, fields, basis, first record.'),
    }),
    windowed: true,
    response: pageOf(flow),
    formats: ['json', 'csv'],
    errors: [],
    examples: [
      KAKAOPAY,
      { ...KAKAOPAY, query: { verdict: ['unsupported', 'contested'], order: '-people', limit: '5' } },
    ],
  }),
  getFlow: operation({
    method: 'GET',
    path: '/api/cases/{case}/flows/{id}',
    role: 'viewer',
    tag: 'Flows',
    summary: 'A flow',
    params: caseParams.extend({ id: name }),
    query: z.strictObject(window),
    windowed: true,
    response: z.strictObject({ ...head, flow: flowDetail }),
    errors: ['NOT_FOUND'],
    examples: [{ params: { case: 'kakaopay', id: '{flow}' } }],
  }),
};
