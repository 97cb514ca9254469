import { z } from 'zod';
import { timezoneSchema, wordSchema, wordsSchema } from '../input/schemas.js';
import { METHODS, SCOPES } from '../model/case.js';
import { ALONG, KNOWN, UNITS, WITHIN } from '../model/rule-pack.js';

const ID = 'letters, digits, "-", "_" and ".", beginning with a letter or digit';

const CATEGORY = 'a category of fields, or the beginning of its name';

/** Categories or the beginnings of their names. YAML reads `[pd:]` as a list of a mapping without a value: what is meant is `pd:`. */
const categoriesSchema = z
  .array(
    z.union([
      wordSchema,
      z.record(wordSchema, z.null()).refine((given) => Object.keys(given).length > 0, { error: CATEGORY }),
    ]),
  )
  .min(1)
  .transform((items) =>
    items.flatMap((item) => (typeof item === 'string' ? [item] : Object.keys(item).map((key) => `${key}:`))),
  );

const factSchema = z.union([z.boolean(), wordSchema], {
  error: 'true, false or a word (in quotes where it is a number)',
});

const factsSchema = z.record(wordSchema, factSchema);

/** A fact of a party: one word, or several of which any will do. */
const anyOfSchema = z.record(wordSchema, z.union([factSchema, z.array(factSchema).min(1)]), {
  error: 'facts with a word or a list of words each',
});

const countSchema = z.strictObject({
  of: z.enum(UNITS),
  below: z.int().min(1),
  along: z.enum(ALONG).default('sender'),
  within: z.enum(WITHIN).default('year'),
  categories: categoriesSchema.optional(),
});

const heldSchema = z.strictObject({ by: wordsSchema, below: z.number().gt(0).lte(1) });

/** What a carrier may say; that it says exactly one of consent, contract, adequacy and exemption is checked apart. */
const carrierSchema = z.strictObject({
  consent: z.enum(SCOPES).optional(),
  contract: wordSchema.optional(),
  adequacy: z.literal(true).optional(),
  exemption: wordSchema.optional(),
  requires: factsSchema.optional(),
  lists: z.record(wordSchema, wordsSchema).optional(),
  weighs: factsSchema.optional(),
  exporter: anyOfSchema.optional(),
  importer: anyOfSchema.optional(),
  purpose: anyOfSchema.optional(),
  counts: z.array(countSchema).min(1).optional(),
  held: heldSchema.optional(),
  unrecorded: z.enum(['contested', 'fails']).optional(),
  cite: wordSchema.optional(),
  known: z.enum(KNOWN).optional(),
});

const gateSchema = z.strictObject({
  gate: wordSchema,
  when: z.enum(['third_party', 'collection', 'leaves']).default('third_party'),
  since: wordSchema.optional(),
  until: wordSchema.optional(),
  effect: z.enum(['breach', 'advisory']).default('breach'),
  categories: categoriesSchema.optional(),
  except_categories: categoriesSchema.optional(),
  to: wordSchema.optional(),
  unrecorded: z.enum(['contested', 'silent']).optional(),
  carried_by: z.array(carrierSchema).optional(),
  weak: z.array(z.enum(METHODS)).min(1).optional(),
  cite: wordSchema.optional(),
  known: z.enum(KNOWN).optional(),
  note: wordSchema.optional(),
});

/** The file of a rule pack, before what one key asks of another is checked. */
export const packSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: ID }),
  title: wordSchema.optional(),
  read: wordSchema.optional(),
  notes: z.array(wordSchema).default([]),
  facts: z.record(wordSchema, wordSchema).default({}),
  applies: z.strictObject({
    sender: wordsSchema.optional(),
    people: wordsSchema.optional(),
    categories: categoriesSchema.optional(),
    bundle_has: wordsSchema.optional(),
  }),
  timezone: timezoneSchema.default('UTC'),
  zone: wordsSchema.optional(),
  gates: z.array(gateSchema).min(1),
});

export type RawPack = z.infer<typeof packSchema>;
export type RawGate = z.infer<typeof gateSchema>;
export type RawCarrier = z.infer<typeof carrierSchema>;
