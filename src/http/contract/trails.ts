import { z } from 'zod';
import { head, pageOf } from './answers.js';
import { trailFilters } from './filters.js';
import { flow } from './flows.js';
import { operation } from './operation.js';
import { caseParams, order, paging, window } from './requests.js';
import { code, count, name, time, verdict } from './words.js';

export const TRAIL_ORDERS = [
  'listed',
  'people',
  '-people',
  'hops',
  '-hops',
  'firstArrival',
  '-firstArrival',
  'verdict',
  '-verdict',
] as const;

const trailShape = {
  id: name,
  processors: z.array(z.string()).meta({ description: 'Sender of the first flow, then every recipient.' }),
  jurisdictions: z.array(z.string()),
  flows: z.array(z.string()),
  fieldChains: z.array(z.array(z.string())),
  hops: z.int().min(1),
  people: count,
  foreign: z.boolean(),
  verdict,
  unsupportedHops: z.array(z.int().min(1)).meta({ description: '1-based.' }),
  codes: z.array(code).meta({ description: 'Codes of its flows, and of onward and taint gates on it.' }),
  firstArrival: time.meta({ description: "When the first person's data had taken the whole way." }),
  lastAt: time.meta({ description: 'Latest record of its last flow: nobody took the way later.' }),
};

export const trail = z.strictObject(trailShape).meta({ id: 'Trail' });

const trailDetail = z
  .strictObject({
    ...trailShape,
    parent: z.string().nullable().meta({ description: 'The trail that it extends by its last flow.' }),
    leadsTo: z.array(z.string()).meta({ description: 'Trails that extend it by one flow.' }),
    breaches: z
      .array(
        z.strictObject({ hop: z.int().min(2), pack: z.string(), gate: z.string(), code, field: z.string() }),
      )
      .meta({ description: 'Onward and taint gates that it breaks, by 1-based hop.' }),
    hopsInOrder: z.array(flow).meta({ description: 'Its flows, in order.' }),
    findings: z.array(z.string()),
  })
  .meta({ id: 'TrailDetail' });

const KAKAOPAY = { params: { case: 'kakaopay' } };

export const trailsContract = {
  listTrails: operation({
    method: 'GET',
    path: '/api/cases/{case}/trails',
    role: 'viewer',
    tag: 'Trails',
    summary: 'The ways that personal data took over several processors, in time order',
    params: caseParams,
    query: z.strictObject({
      ...window,
      ...paging,
      ...trailFilters,
      order: order(TRAIL_ORDERS, 'listed is by processors, then flows.'),
    }),
    windowed: true,
    response: pageOf(trail),
    formats: ['json', 'csv'],
    errors: [],
    examples: [
      { ...KAKAOPAY, query: { foreign: 'true', order: '-people' } },
      { ...KAKAOPAY, query: { origin: 'kakaopay', jurisdiction: 'CN', verdict: 'unsupported', limit: '10' } },
    ],
  }),
  getTrail: operation({
    method: 'GET',
    path: '/api/cases/{case}/trails/{id}',
    role: 'viewer',
    tag: 'Trails',
    summary: 'A trail, hop by hop',
    params: caseParams.extend({ id: name }),
    query: z.strictObject(window),
    windowed: true,
    response: z.strictObject({ ...head, trail: trailDetail }),
    errors: ['NOT_FOUND'],
    examples: [{ params: { case: 'kakaopay', id: '{trail}' } }],
  }),
};
