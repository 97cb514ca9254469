import { z } from 'zod';
import { wordSchema } from '../input/schemas.js';
import { SCOPES } from '../model/case.js';

const NAMES = "'*' (everything) or a list of names";
const FACT =
  'true, false, a word (in quotes where it is a number) or a list of words; null where nobody knows';

const coverageSchema = z.union([z.literal('*'), z.array(wordSchema)], { error: NAMES });
const factsSchema = z.record(
  wordSchema,
  z.union([z.boolean(), wordSchema, z.array(wordSchema).min(1), z.null()], { error: FACT }),
);
const timeSchema = wordSchema.describe('ISO 8601; without an offset, in UTC; a date is its midnight');

const consentedSchema = z
  .literal('everyone')
  .describe('Everyone is taken to have consented, before their first record and ever since.');

const subject = { fields: coverageSchema.optional(), purposes: coverageSchema.optional() };

const noticeChangeSchema = z.strictObject({
  recipients: coverageSchema.optional(),
  ...subject,
  facts: factsSchema.optional(),
  consented: consentedSchema.optional(),
});

const contractChangeSchema = z.strictObject({
  ...subject,
  onward: coverageSchema.optional(),
  signed_at: timeSchema.optional(),
  ends_at: timeSchema.nullable().optional(),
  facts: factsSchema.optional(),
});

const factsChangeSchema = z.strictObject({ facts: factsSchema });

const newNoticeSchema = noticeChangeSchema.extend({
  id: wordSchema,
  controller: wordSchema,
  scope: z.enum(SCOPES),
});

const newContractSchema = contractChangeSchema.extend({
  id: wordSchema,
  kind: wordSchema,
  exporter: wordSchema,
  importer: wordSchema,
  signed_at: timeSchema,
});

const placesSchema = z.strictObject({ exporter: wordSchema, importer: wordSchema });

const newAdequacySchema = placesSchema.extend({
  since: timeSchema.optional(),
  until: timeSchema.optional(),
  except_categories: z.array(wordSchema).optional(),
  organisations: coverageSchema.optional(),
});

const cutSchema = z.union(
  [
    wordSchema,
    z.strictObject({
      sender: wordSchema.optional(),
      recipient: wordSchema.optional(),
      purpose: wordSchema.optional(),
    }),
  ],
  { error: 'the id of a flow, or some of {sender, recipient, purpose}' },
);

/** What may be supposed of a case (docs/what-if.md): the content of a change file, or the body of a request. */
export const changeSchema = z
  .strictObject({
    change: z
      .strictObject({
        notices: z.record(wordSchema, noticeChangeSchema).optional(),
        contracts: z.record(wordSchema, contractChangeSchema).optional(),
        processors: z.record(wordSchema, factsChangeSchema).optional(),
        purposes: z.record(wordSchema, factsChangeSchema).optional(),
      })
      .optional(),
    add: z
      .strictObject({
        notices: z.array(newNoticeSchema).optional(),
        contracts: z.array(newContractSchema).optional(),
        adequacy: z.array(newAdequacySchema).optional(),
        packs: z.array(wordSchema).optional(),
      })
      .optional(),
    drop: z
      .strictObject({
        notices: z.array(wordSchema).optional(),
        contracts: z.array(wordSchema).optional(),
        adequacy: z.array(placesSchema).optional(),
        packs: z.array(wordSchema).optional(),
      })
      .optional(),
    cut: z.array(cutSchema).optional(),
  })
  .meta({ id: 'Changes', description: 'What is supposed of a case; see docs/what-if.md.' });

export type Changes = z.infer<typeof changeSchema>;
export type NewNotice = z.infer<typeof newNoticeSchema>;
export type NewContract = z.infer<typeof newContractSchema>;
export type NoticeChange = z.infer<typeof noticeChangeSchema>;
export type ContractChange = z.infer<typeof contractChangeSchema>;
export type Cut = z.infer<typeof cutSchema>;
