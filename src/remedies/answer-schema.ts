import { z } from 'zod';
import { numbersSchema } from '../what-if/answer-schema.js';
import { changeSchema } from '../what-if/change-schema.js';
import { REMEDY_KINDS, weightsSchema } from './kinds.js';

const count = z.int().min(0);

const concernSchema = z.strictObject({
  sender: z.string(),
  recipient: z.string(),
  purpose: z.string(),
  fields: z.array(z.string()),
  pack: z.string(),
  gate: z.string(),
  codes: z.array(z.string()),
  provisions: z.array(z.string()),
  people: count.describe('Who have such a flow; for what is handed on, such a trail.'),
});

const settingSchema = z.strictObject({
  what: z.enum(['fact', 'fields', 'purposes', 'recipients', 'onward', 'signed_at', 'ends_at']),
  name: z.string().nullable().describe('The fact.'),
  was: z.string().nullable().describe('Null where nobody knows, or for what is added.'),
  supposed: z.string().nullable().describe('Null for an end that is open.'),
  adds: z.array(z.string()).describe('Of a list: what is new in it.'),
  meaning: z.string().nullable().describe('What the rules say that the fact means.'),
});

const suggestionSchema = z.strictObject({
  kind: z.enum(REMEDY_KINDS),
  how: z.enum(['mend', 'add', 'cut']),
  id: z.string().nullable().describe('Of the notice or contract; null for a cut.'),
  sort: z.string().nullable().describe('Kind of the contract, scope of the notice.'),
  sender: z.string().describe('Exporter; controller of a notice; sender of what is cut.'),
  recipient: z.string().nullable(),
  purpose: z.string().nullable(),
  settings: z.array(settingSchema),
  cut: z
    .strictObject({
      records: count,
      people: count,
      supported: z.strictObject({ records: count, people: count }).describe('Of flows that had a basis.'),
    })
    .nullable(),
  change: changeSchema.describe('This alone, as a change file.'),
});

const remedySchema = suggestionSchema.extend({
  weight: count,
  mends: z.array(concernSchema).describe('For a cut: what of its trails nothing else that is chosen mends.'),
});

const sideSchema = z.strictObject({ trails: count, people: count });

/** The fewest remedies that leave no unsupported trail to a foreign entity, and what proves that. */
export const remediesSchema = z
  .strictObject({
    case: z.string(),
    complete: z.boolean().describe('False when trails of more than `hops` flows are cut.'),
    hops: count,
    only: z.array(z.enum(REMEDY_KINDS)),
    weights: weightsSchema,
    unsupported: z
      .strictObject({ before: sideSchema, after: sideSchema.nullable() })
      .describe(
        'Unsupported trails to foreign entities. After is counted anew with all remedies at once; null where only a scan could.',
      ),
    candidates: count.describe('Remedies among which these are the fewest.'),
    optimal: z.boolean().describe('True: no others of the candidates weigh less. False: see `bound`.'),
    weight: count,
    bound: count.describe('Proved: no remedies among the candidates weigh less than this.'),
    remedies: z.array(remedySchema),
    changes: changeSchema
      .nullable()
      .describe('All remedies together, as a change file; null when there are none.'),
    remaining: z
      .array(concernSchema.extend({ why: z.string() }))
      .describe('What no candidate reaches; trails with it stay unsupported, whatever else is mended.'),
    leftOut: z
      .array(
        z.strictObject({
          id: z.string().nullable().describe('Of the notice; null for a cut.'),
          sender: z.string(),
          recipient: z.string(),
          purpose: z.string(),
          because: z.string(),
        }),
      )
      .describe('What might have helped, but nothing exact can be said of it without reading the logs.'),
    suggestions: z
      .strictObject({ items: z.array(suggestionSchema), complete: z.boolean() })
      .describe('Candidates, each with all that it could mend; the remedies are chosen from them.'),
    assumes: z.array(z.string()).describe('What is taken to be so, in sentences.'),
    whatIf: numbersSchema.nullable().describe('What would be with all remedies at once.'),
  })
  .meta({ id: 'Remedies' });

export type RemediesAnswer = z.infer<typeof remediesSchema>;
export type Suggestion = z.infer<typeof suggestionSchema>;
export type Remedy = z.infer<typeof remedySchema>;
export type Concern = z.infer<typeof concernSchema>;
export type Setting = z.infer<typeof settingSchema>;
