import { z } from 'zod';
import { VERDICTS } from '../model/decision.js';

const count = z.int().min(0);
const verdictSchema = z.enum(VERDICTS);

const routeSchema = {
  sender: z.string(),
  recipient: z.string(),
  fields: z.array(z.string()),
  purpose: z.string(),
  basis: z.string().nullable(),
};

const decidedSchema = z.strictObject({
  verdict: verdictSchema,
  breaches: z.array(
    z.strictObject({
      field: z.string(),
      pack: z.string(),
      gate: z.string(),
      code: z.string(),
      effect: z.string(),
    }),
  ),
  questions: z.array(
    z.strictObject({
      field: z.string(),
      pack: z.string(),
      gate: z.string(),
      of: z.string(),
      fact: z.string(),
    }),
  ),
});

const findingSchema = z.strictObject({
  effect: z.string(),
  severity: z.string(),
  people: count,
  records: count.nullable().describe('Null for findings on trails.'),
  firstAt: z.string(),
  lastAt: z.string(),
  provisions: z.array(z.string()),
});

const identitySchema = {
  id: z.string(),
  code: z.string(),
  gate: z.string(),
  pack: z.string(),
  sender: z.string(),
  recipient: z.string(),
  field: z.string(),
  purpose: z.string(),
};

const partSchema = z.strictObject({
  at: z.string(),
  notices: z.record(z.string(), z.string()).describe('States of notices other than never.'),
  contractsInForce: z
    .array(z.string())
    .nullable()
    .describe('They decide what may be passed on; null where no rule asks that.'),
  ...decidedSchema.shape,
});

/** Flows or trails of a verdict, and the persons who have one: a person may have some of several verdicts. */
const verdictCountSchema = z.strictObject({
  verdict: verdictSchema,
  before: z.strictObject({ number: count, people: count, records: count.nullable() }),
  after: z.strictObject({ number: count, people: count, records: count.nullable() }),
});

const scanSchema = z.strictObject({
  scanNeeded: z.literal(true),
  case: z.string(),
  why: z.array(
    z.discriminatedUnion('because', [
      z.strictObject({
        because: z.literal('records of a flow would be decided differently'),
        flow: z.string(),
        ...routeSchema,
        records: count,
        people: count,
        parts: z.array(partSchema).describe('Two situations of its records that part.'),
      }),
      z.strictObject({
        because: z.literal('the result keeps no situations'),
      }),
      z.strictObject({
        because: z.literal('consents to an added notice were rejected as unknown'),
        notice: z.string(),
      }),
      z.strictObject({ because: z.literal('rules count over the whole log') }),
    ]),
  ),
  complete: z.boolean().describe('False when there are more reasons than are listed.'),
  reasons: count.describe('How many reasons there are.'),
});

export const numbersSchema = z.strictObject({
  scanNeeded: z.literal(false),
  scanned: z.boolean().describe('Whether the logs were read for this answer.'),
  case: z.string(),
  complete: z
    .boolean()
    .describe('False when trails of more than `hops` flows are cut, before and after alike.'),
  hops: count,
  people: z.strictObject({ before: count, after: count }),
  flows: z
    .array(
      z.strictObject({
        flow: z.string(),
        ...routeSchema,
        records: count,
        people: count,
        before: decidedSchema,
        after: decidedSchema.nullable().describe('Null for a flow that is cut.'),
      }),
    )
    .describe('Flows whose verdict, codes or questions change; records that part are listed apart.'),
  findings: z.strictObject({
    appear: z.array(z.strictObject({ ...identitySchema, after: findingSchema })),
    disappear: z.array(z.strictObject({ ...identitySchema, before: findingSchema })),
    change: z.array(z.strictObject({ ...identitySchema, before: findingSchema, after: findingSchema })),
  }),
  flowsByVerdict: z.array(verdictCountSchema),
  pairs: z
    .array(
      z.strictObject({
        sender: z.string(),
        recipient: z.string(),
        people: z.strictObject({ before: count, after: count }),
        byVerdict: z.array(verdictCountSchema),
      }),
    )
    .describe('Pairs with flows that change: all flows of the pair by verdict, with their distinct persons.'),
  foreignTrailsByVerdict: z.array(verdictCountSchema),
  jurisdictions: z
    .array(
      z.strictObject({
        jurisdiction: z.string(),
        people: z.strictObject({ before: count, after: count }),
        byVerdict: z.array(z.strictObject({ verdict: verdictSchema, before: count, after: count })),
      }),
    )
    .describe('Where foreign trails end: distinct persons, in all and by verdict of the trail.'),
});

/** What the answer to a supposition is: exact numbers, or that the logs must be read for them. Never an estimate. */
export const whatIfAnswerSchema = z
  .discriminatedUnion('scanNeeded', [scanSchema, numbersSchema])
  .meta({ id: 'WhatIfAnswer' });

export type WhatIfAnswer = z.infer<typeof whatIfAnswerSchema>;
export type WhatIfNumbers = z.infer<typeof numbersSchema>;
export type ScanNeeded = z.infer<typeof scanSchema>;
export type FindingNumbers = z.infer<typeof findingSchema>;
export type Decided = z.infer<typeof decidedSchema>;
export type VerdictCount = z.infer<typeof verdictCountSchema>;
