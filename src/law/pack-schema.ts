import { z } from 'zod';
import { timezoneSchema, wordSchema, wordsSchema } from '../input/schemas.js';
import { METHODS, SCOPES } from '../model/case.js';

const ID = 'letters, digits, "-", "_" and ".", beginning with a letter or digit';

const factSchema = z.union([z.boolean(), wordSchema], {
  error: 'true, false or a word (in quotes where it is a number)',
});

/** What a carrier may say; that it says exactly one of consent, contract and adequacy is checked apart. */
const carrierSchema = z.strictObject({
  consent: z.enum(SCOPES).optional(),
  contract: wordSchema.optional(),
  adequacy: z.literal(true).optional(),
  requires: z.record(wordSchema, factSchema).optional(),
  cite: wordSchema.optional(),
});

const gateSchema = z.strictObject({
  gate: wordSchema,
  when: z.enum(['third_party', 'collection', 'leaves']).default('third_party'),
  since: wordSchema.optional(),
  until: wordSchema.optional(),
  effect: z.enum(['breach', 'advisory']).default('breach'),
  carried_by: z.array(carrierSchema).optional(),
  weak: z.array(z.enum(METHODS)).min(1).optional(),
  cite: wordSchema.optional(),
});

/** The file of a rule pack, before what one key asks of another is checked. */
export const packSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, { error: ID }),
  title: wordSchema.optional(),
  read: wordSchema.optional(),
  notes: z.array(wordSchema).default([]),
  applies: z.strictObject({
    sender: wordsSchema.optional(),
    people: wordsSchema.optional(),
    categories: wordsSchema.optional(),
    bundle_has: wordsSchema.optional(),
  }),
  timezone: timezoneSchema.default('UTC'),
  zone: wordsSchema.optional(),
  gates: z.array(gateSchema).min(1),
});

export type RawPack = z.infer<typeof packSchema>;
export type RawGate = z.infer<typeof gateSchema>;
export type RawCarrier = z.infer<typeof carrierSchema>;
