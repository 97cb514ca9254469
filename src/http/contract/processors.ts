import { z } from 'zod';
import { head, pageOf } from './answers.js';
import { operation } from './operation.js';
import { caseParams, flag, order, paging, several, window } from './requests.js';
import { count, name, time, verdict } from './words.js';

const PROCESSOR_ORDERS = ['listed', 'holds', '-holds', 'people', '-people'] as const;

const traffic = z.strictObject({
  flows: count,
  records: count,
  people: count,
  processors: count.meta({ description: 'Distinct processors on the other side; the person counts as one.' }),
});

const processorShape = {
  id: name,
  name: z.string().nullable(),
  jurisdiction: z.string(),
  home: z.boolean(),
  parent: z.string().nullable().meta({ description: 'The company that controls it.' }),
  share: z.number().nullable().meta({ description: "The parent's share, 0..1." }),
  aliases: z.array(z.string()),
  facts: z.record(z.string(), z.string()).meta({ description: 'Further columns that rules ask for.' }),
  receives: traffic,
  sends: traffic,
  holds: z.array(z.string()).meta({ description: 'Fields that it received, or sent.' }),
};

export const processor = z.strictObject(processorShape).meta({ id: 'Processor' });

const processorDetail = z
  .strictObject({
    ...processorShape,
    holdings: z.array(
      z.strictObject({
        field: z.string(),
        from: z.array(z.string()).meta({ description: 'Senders; `@user` is the person themselves.' }),
        to: z.array(z.string()).meta({ description: 'Recipients to which it went on.' }),
        records: count.meta({ description: 'Transfers that brought it.' }),
        people: count.meta({ description: 'Distinct people whose data it is.' }),
        firstAt: time.nullable(),
        lastAt: time.nullable(),
        verdict: verdict
          .nullable()
          .meta({ description: 'The worst with which it came; null when none did.' }),
      }),
    ),
    controls: z.array(z.string()).meta({ description: 'Processors that it controls.' }),
  })
  .meta({ id: 'ProcessorDetail' });

const field = z
  .strictObject({
    id: name,
    category: z.string().nullable(),
    method: z.string().nullable(),
    derivedFrom: z.array(z.string()),
    derived: z.array(z.string()).meta({ description: 'Fields derived from it, in one or more steps.' }),
    flows: count,
    records: count,
    people: count,
    recipients: z.array(z.string()),
  })
  .meta({ id: 'DataField' });

const KAKAOPAY = { params: { case: 'kakaopay' } };

export const processorsContract = {
  listProcessors: operation({
    method: 'GET',
    path: '/api/cases/{case}/processors',
    role: 'viewer',
    tag: 'Processors',
    summary: 'Everyone who sends or receives',
    params: caseParams,
    query: z.strictObject({
      ...window,
      ...paging,
      jurisdiction: several(name).optional().meta({ description: 'Jurisdiction.' }),
      field: several(name).optional().meta({ description: 'Field that it holds.' }),
      home: flag.optional().meta({ description: 'Established at home.' }),
      order: order(PROCESSOR_ORDERS, 'listed is as in the register.'),
    }),
    windowed: true,
    response: pageOf(processor),
    formats: ['json', 'csv'],
    errors: [],
    examples: [KAKAOPAY],
  }),
  getProcessor: operation({
    method: 'GET',
    path: '/api/cases/{case}/processors/{id}',
    role: 'viewer',
    tag: 'Processors',
    summary: 'A processor, with what it holds and from whom',
    params: caseParams.extend({ id: name }),
    query: z.strictObject(window),
    windowed: true,
    response: z.strictObject({ ...head, processor: processorDetail }),
    errors: ['NOT_FOUND'],
    examples: [{ params: { case: 'kakaopay', id: '{processor}' } }],
  }),
  listFields: operation({
    method: 'GET',
    path: '/api/cases/{case}/fields',
    role: 'viewer',
    tag: 'Processors',
    summary: 'The fields of personal data, and where they went',
    params: caseParams,
    query: z.strictObject({ ...window, ...paging }),
    windowed: true,
    response: pageOf(field),
    formats: ['json', 'csv'],
    errors: [],
    examples: [KAKAOPAY],
  }),
};
