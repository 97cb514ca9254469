import { z } from 'zod';
import { head, pageOf } from './answers.js';
import { findingFilters } from './filters.js';
import { operation } from './operation.js';
import { caseParams, order, paging, window } from './requests.js';
import { code, count, effect, name, severity, time } from './words.js';

export const FINDING_ORDERS = [
  'listed',
  'people',
  '-people',
  'severity',
  '-severity',
  'firstAt',
  '-firstAt',
] as const;

export const finding = z
  .strictObject({
    id: name,
    pack: z.string(),
    gate: z.string(),
    code,
    effect,
    severity,
    sender: z.string(),
    recipient: z.string(),
    field: z.string(),
    purpose: z.string(),
    crossBorder: z.boolean(),
    records: count.nullable().meta({ description: 'Null for findings on trails.' }),
    people: count,
    firstAt: time,
    lastAt: time,
    flows: z.array(z.string()),
    trails: count.meta({
      description:
        'Listed trails that meet it on their way: /trails?finding= lists them, and says whether they are all.',
    }),
    provisions: z.array(z.string()),
  })
  .meta({ id: 'Finding' });

const KAKAOPAY = { params: { case: 'kakaopay' } };

export const findingsContract = {
  listFindings: operation({
    method: 'GET',
    path: '/api/cases/{case}/findings',
    role: 'viewer',
    tag: 'Findings',
    summary: 'Who sent what to whom without recorded basis',
    params: caseParams,
    query: z.strictObject({
      ...window,
      ...paging,
      ...findingFilters,
      order: order(FINDING_ORDERS, 'listed is by code, gate, sender, recipient, field, purpose, pack.'),
    }),
    windowed: true,
    response: pageOf(finding),
    formats: ['json', 'csv'],
    errors: [],
    examples: [{ ...KAKAOPAY, query: { severity: 'high', order: '-people' } }],
  }),
  getFinding: operation({
    method: 'GET',
    path: '/api/cases/{case}/findings/{id}',
    role: 'viewer',
    tag: 'Findings',
    summary: 'A finding',
    params: caseParams.extend({ id: name }),
    query: z.strictObject(window),
    windowed: true,
    response: z.strictObject({ ...head, finding }),
    errors: ['NOT_FOUND'],
    examples: [{ params: { case: 'kakaopay', id: '{finding}' } }],
  }),
};
