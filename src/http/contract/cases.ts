import { z } from 'zod';
import { failure, head, pageOf } from './answers.js';
import { flowFilters, reachFilters } from './filters.js';
import { operation } from './operation.js';
import { caseParams, paging, window } from './requests.js';
import { count, name, time, verdict } from './words.js';

const sourceCount = z.strictObject({
  read: count,
  accepted: count,
  rejected: count,
  passedOver: count.optional().meta({
    description: 'Documents of other formats that make no row; left out when there are none.',
  }),
});

const caseEntry = z
  .strictObject({
    id: name,
    title: z.string(),
    state: z.enum(['analyzing', 'ready', 'failed']).meta({
      description:
        'analyzing: there is no result yet; ready: it is answered from; failed: the analysis came to an error.',
    }),
    stale: z.boolean().meta({ description: 'The case or its logs changed since the analysis was made.' }),
    analysis: z.string().nullable(),
    people: count.nullable(),
    problem: failure.nullable(),
    progress: z.strictObject({ stage: z.string(), done: count, total: count }).nullable(),
  })
  .meta({ id: 'CaseEntry' });

const caseSummary = z
  .strictObject({
    id: name,
    title: z.string(),
    home: z.string(),
    stale: z.boolean(),
    people: count,
    cohorts: count,
    named: z.boolean().meta({
      description:
        'True when the result keeps who belongs to which cohort, so that persons can be looked up by pseudonym.',
    }),
    sources: z.strictObject({ transfers: sourceCount, consents: sourceCount }),
    firstAt: time.nullable(),
    lastAt: time.nullable(),
    flows: z.strictObject({
      total: count,
      byVerdict: z.array(z.strictObject({ verdict, flows: count, records: count, people: count })),
    }),
    trails: z.strictObject({
      total: count.meta({ description: 'Listed trails, those that end at home too.' }),
      foreign: count,
      people: count.meta({ description: 'Distinct people of foreign trails.' }),
      byVerdict: z
        .array(z.strictObject({ verdict, trails: count, people: count }))
        .meta({ description: 'Of foreign trails only: they add up to `foreign`, not to `total`.' }),
    }),
    findings: z.strictObject({ total: count, high: count, medium: count, low: count }),
    exposed: z
      .array(z.strictObject({ jurisdiction: z.string(), people: count }))
      .meta({ description: 'Distinct people of foreign trails that end there.' }),
    packs: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        read: z.string().nullable().meta({ description: 'Date to which the law was read.' }),
        notes: z.array(z.string()),
        gates: z.array(z.string()).meta({ description: 'The gates that it asks for, each once.' }),
      }),
    ),
  })
  .meta({ id: 'CaseSummary' });

const facts = z.record(z.string(), z.string());
const coverage = z.union([z.literal('*'), z.array(z.string())]);

const registers = z
  .strictObject({
    jurisdictions: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string().nullable(),
        memberOf: z.array(z.string()),
        home: z.boolean(),
      }),
    ),
    adequacy: z.array(
      z.strictObject({
        exporter: z.string(),
        importer: z.string(),
        since: time.nullable(),
        until: time.nullable(),
        exceptCategories: z.array(z.string()),
        organisations: z
          .array(z.string())
          .nullable()
          .meta({ description: 'The importers that it is limited to; null for all of them.' }),
        requires: facts,
      }),
    ),
    ownership: z.array(
      z.strictObject({
        owner: z.string(),
        owned: z.string(),
        share: z.number(),
        since: time.nullable(),
        until: time.nullable(),
      }),
    ),
    purposes: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string().nullable(),
        necessaryFields: z.array(z.string()).nullable(),
        facts,
      }),
    ),
    notices: z.array(
      z.strictObject({
        id: z.string(),
        controller: z.string(),
        scope: z.string(),
        recipients: coverage,
        fields: coverage,
        purposes: coverage,
        facts,
      }),
    ),
    contracts: z.array(
      z.strictObject({
        id: z.string(),
        kind: z.string(),
        exporter: z.string(),
        importer: z.string(),
        fields: coverage,
        purposes: coverage,
        signedAt: time,
        endsAt: time.nullable(),
        onward: coverage,
        facts,
      }),
    ),
  })
  .meta({ id: 'Registers' });

const monthCount = z.strictObject({
  month: z.string().regex(/^\d{4}-\d\d$/),
  records: count,
  byVerdict: z.strictObject({ unsupported: count, contested: count, supported: count, out_of_scope: count }),
});

const reach = z
  .strictObject({
    origin: z.string(),
    field: z.string(),
    recipient: z.string(),
    jurisdiction: z.string(),
    people: count,
    firstArrival: time,
    lastArrival: time,
  })
  .meta({ id: 'Reach' });

const KAKAOPAY = { params: { case: 'kakaopay' } };

export const casesContract = {
  listCases: operation({
    method: 'GET',
    path: '/api/cases',
    role: 'viewer',
    tag: 'Cases',
    summary: 'The cases that are served',
    params: z.strictObject({}),
    query: z.strictObject({}),
    response: z.strictObject({ complete: z.boolean(), items: z.array(caseEntry) }),
    errors: [],
    examples: [{}],
  }),
  getCase: operation({
    method: 'GET',
    path: '/api/cases/{case}',
    role: 'viewer',
    tag: 'Cases',
    summary: 'A case in numbers',
    params: caseParams,
    query: z.strictObject(window),
    windowed: true,
    response: z.strictObject({ ...head, summary: caseSummary }),
    errors: [],
    examples: [KAKAOPAY, { ...KAKAOPAY, query: { from: '2024-01-01', to: '2024-02-01' } }],
  }),
  getRegisters: operation({
    method: 'GET',
    path: '/api/cases/{case}/registers',
    role: 'viewer',
    tag: 'Cases',
    summary: 'Jurisdictions, notices, contracts and whatever else the registers say',
    params: caseParams,
    query: z.strictObject({}),
    response: z.strictObject({ ...head, registers }),
    errors: [],
    examples: [KAKAOPAY],
  }),
  getTimeline: operation({
    method: 'GET',
    path: '/api/cases/{case}/timeline',
    role: 'viewer',
    tag: 'Cases',
    summary: 'Transfers by calendar month (UTC) and verdict',
    description:
      'Takes the filters of flows. Months without transfers between the first and the last are listed with zeros.',
    params: caseParams,
    query: z.strictObject({ ...window, ...flowFilters }),
    windowed: true,
    response: z.strictObject({ ...head, months: z.array(monthCount) }),
    formats: ['json', 'csv'],
    errors: [],
    examples: [KAKAOPAY],
  }),
  listReach: operation({
    method: 'GET',
    path: '/api/cases/{case}/reach',
    role: 'viewer',
    tag: 'Cases',
    summary: 'Whose data arrived at which foreign processor by any way, of any length',
    params: caseParams,
    query: z.strictObject({ ...window, ...paging, ...reachFilters }),
    windowed: true,
    response: pageOf(reach),
    formats: ['json', 'csv'],
    errors: [],
    examples: [KAKAOPAY],
  }),
};
