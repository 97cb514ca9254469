import { z } from 'zod';
import { head } from './answers.js';
import { flowFilters } from './filters.js';
import { operation } from './operation.js';
import { caseParams, several, wholeNumber, window } from './requests.js';
import { count, name, time, verdict } from './words.js';

export const GROUPS = ['none', 'jurisdiction', 'owner'] as const;

/** Edges that a view has when nothing is said, and at most. */
export const EDGES = { usual: 2000, most: 20_000 };

const depth = (what: string) =>
  wholeNumber(0, 50)
    .optional()
    .meta({
      description: `${what} Goes with \`focus\` only. Without it: any number, or none when only the other one is given.`,
    });

/** Parameters that say how far a view goes from its focus. */
const FROM_FOCUS = ['upstream', 'downstream', 'expand'] as const;

const numbers = { flows: count, records: count, people: count };

const node = z
  .strictObject({
    id: name.meta({ description: 'Processor, `@user` for persons, or the group.' }),
    kind: z.enum(['processor', 'person', 'jurisdiction', 'owner']),
    name: z.string().nullable(),
    jurisdiction: z.string().nullable(),
    home: z.boolean().nullable(),
    parent: z.string().nullable(),
    members: z.array(z.string()).meta({ description: 'Processors of a group.' }),
    upstream: count
      .nullable()
      .meta({ description: 'Hops from here to the chosen processor; null when it is not upstream.' }),
    downstream: count.nullable().meta({ description: 'Hops from the chosen processor to here.' }),
    people: count.meta({
      description: 'Distinct people of the flows of the view that it sends or receives.',
    }),
    hidden: z
      .strictObject({ upstream: count, downstream: count })
      .meta({ description: 'Neighbours that the view leaves out, before it and after it.' }),
  })
  .meta({ id: 'LineageNode' });

const byVerdict = z
  .array(z.strictObject({ verdict, ...numbers, firstAt: time, lastAt: time }))
  .meta({ description: 'Worst first.' });

const edge = z
  .strictObject({
    id: name,
    source: z.string(),
    target: z.string(),
    ...numbers,
    firstAt: time,
    lastAt: time,
    fields: z.array(z.string()),
    crossBorder: z.boolean().meta({ description: 'Some flow of it crosses the border.' }),
    verdict: verdict.meta({ description: 'The worst of its flows.' }),
    byVerdict,
    flowIds: z.array(z.string()),
  })
  .meta({
    id: 'LineageEdge',
    description: 'All flows between the same two, together: people are counted once.',
  });

export const lineageContract = {
  getLineage: operation({
    method: 'GET',
    path: '/api/cases/{case}/lineage',
    role: 'viewer',
    tag: 'Lineage',
    summary: 'The graph of a view: who sent to whom, within a depth upstream and downstream of a processor',
    description:
      'Without `focus`, the whole map; `upstream`, `downstream` and `expand` are refused then. With it, the processors from which it can be reached by at most `upstream` flows, and those that it reaches by at most `downstream`; edges are the flows on such ways. `expand` adds the other neighbours of some of them. The filters of flows apply before anything is walked. `hidden` counts the neighbours that a node has in the case under the same filters, but not in the view. As a table, its edges.',
    params: caseParams,
    query: z
      .strictObject({
        ...window,
        ...flowFilters,
        focus: name.optional().meta({ description: 'The processor from which the view starts.' }),
        upstream: depth('Flows upstream of it, at most.'),
        downstream: depth('Flows downstream of it, at most.'),
        expand: several(name).optional().meta({
          description:
            'Processors of a view with `focus` whose other neighbours are shown as well, whatever the depth; in order, so that one may be among the neighbours of another.',
        }),
        group: z.enum(GROUPS).optional().meta({
          description: 'Put processors together by jurisdiction, or by who controls them in the end.',
        }),
        limit: wholeNumber(1, EDGES.most)
          .optional()
          .meta({ description: `Edges at most, those of most people first. Default ${EDGES.usual}.` }),
      })
      // A depth from nowhere is most likely a forgotten focus: the whole map would not be what is meant.
      .superRefine((query, context) => {
        if (query.focus !== undefined) return;
        for (const name of FROM_FOCUS) {
          if (query[name] === undefined) continue;
          const message = `goes with focus only: name in focus the processor from which the view starts, or leave ${name} out`;
          context.addIssue({ code: 'custom', path: [name], message });
        }
      }),
    windowed: true,
    response: z.strictObject({
      ...head,
      focus: z.string().nullable(),
      nodes: z.array(node),
      edges: z.array(edge),
      totals: z.strictObject({ nodes: count, edges: count, ...numbers }),
      within: z.strictObject({ ...numbers, byVerdict }).meta({
        description:
          'Flows between processors of one group of the view, which are no edges of it. Zero without `group`.',
      }),
    }),
    formats: ['json', 'csv'],
    errors: ['NOT_FOUND'],
    examples: [
      { params: { case: 'kakaopay' } },
      { params: { case: 'kakaopay' }, query: { focus: '{processor}', upstream: '1', downstream: '2' } },
      {
        params: { case: 'kakaopay' },
        query: { focus: '{processor}', upstream: '0', downstream: '1', expand: '{processor}' },
      },
      { params: { case: 'kakaopay' }, query: { group: 'jurisdiction' } },
    ],
  }),
};
