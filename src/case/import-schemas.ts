import { z } from 'zod';
import { wordSchema, wordsSchema } from '../input/schemas.js';
import { METHODS } from '../model/terms.js';

const dictionary = z.record(z.string(), wordSchema.nullable());

/** OpenLineage run events as transfers. */
export const transfersImport = z.strictObject({
  format: z.literal('openlineage'),
  files: wordsSchema,
  fields: dictionary.default({}),
  purposes: z.record(z.string(), wordSchema).default({}),
});

const consentRecords = z.strictObject({
  format: z.literal('iso-27560'),
  files: wordsSchema,
  notices: z
    .array(
      z.strictObject({
        purpose: wordSchema,
        privacy_notice: wordSchema.optional(),
        notice: wordSchema.nullable(),
      }),
    )
    .default([]),
  given: wordsSchema.default(['given', 'consent_given', 'renewed', 're_affirmed']),
  ended: wordsSchema.default([
    'withdrawn',
    'consent_withdrawn',
    'refused',
    'expired',
    'invalidated',
    'terminated',
  ]),
});

const tcfStrings = z.strictObject({
  format: z.literal('tcf'),
  files: wordsSchema,
  columns: z
    .strictObject({ user_id: wordSchema.default('user_id'), tc_string: wordSchema.default('tc_string') })
    .prefault({}),
  notices: z
    .array(
      z.strictObject({
        // The core segment has room for 24 purposes, and vendors have numbers of 16 bits.
        purpose: z.int().min(1).max(24),
        vendor: z.int().min(1).max(65_535).optional(),
        notice: wordSchema,
      }),
    )
    .min(1),
});

/** Consent records, or TCF strings, as consents. */
export const consentsImport = z.discriminatedUnion('format', [consentRecords, tcfStrings], {
  error: 'format: iso-27560 or tcf, and files',
});

/** Column lineage as what fields are derived from. */
const lineageFields = z.strictObject({
  format: z.literal('openlineage'),
  files: wordsSchema,
  fields: dictionary.default({}),
  methods: z.record(z.string(), z.enum(METHODS)).default({}),
});

const processingRecords = z.strictObject({
  format: z.literal('article-30'),
  files: wordsSchema,
  columns: z.record(z.string(), wordSchema),
  constants: z.record(z.string(), wordSchema).default({}),
  words: z.record(z.string(), dictionary).default({}),
  separator: z.string().min(1).default(';'),
});

/** Records of processing as rows of a register. */
export const registerImport = z.discriminatedUnion('format', [processingRecords], {
  error: 'format: article-30, and files and columns',
});

/** What the fields register may be read from besides. */
export const fieldsImport = z.discriminatedUnion('format', [lineageFields, processingRecords], {
  error: 'format: openlineage or article-30, and files',
});

export type TransfersImport = z.infer<typeof transfersImport>;
export type ConsentsImport = z.infer<typeof consentsImport>;
