import { z } from 'zod';
import { VERDICTS } from '../../model/decision.js';

/** Words and small shapes that many operations share. Schemas with an id become components of the OpenAPI document. */

export const verdict = z.enum(VERDICTS).meta({
  id: 'Verdict',
  description:
    'What the records support. supported: every gate is carried by a recorded basis. contested: it hangs on a fact that nobody recorded. unsupported: a gate has no recorded basis. out_of_scope: no rule pack applies.',
});

export const CODES = [
  'NO_BASIS',
  'CONSENT_DEFECTIVE',
  'CONSENT_WITHDRAWN',
  'CONSENT_EXPIRED',
  'CONSENT_NOT_YET_GIVEN',
  'CONSENT_NOT_GIVEN',
  'CONSENT_OUT_OF_SCOPE',
  'CONTRACT_UNQUALIFIED',
  'CONTRACT_ENDED',
  'CONTRACT_NOT_SIGNED',
  'CONTRACT_OUT_OF_SCOPE',
  'ADEQUACY_OUT_OF_SCOPE',
  'FIELD_NOT_NECESSARY',
  'WEAK_PSEUDONYM',
  'ONWARD_NOT_PERMITTED',
  'TAINTED',
] as const;
export const code = z.enum(CODES).meta({ id: 'Code', description: 'Why a gate has no recorded basis.' });

export const effect = z.enum(['breach', 'advisory']).meta({ id: 'Effect' });
export const severity = z.enum(['high', 'medium', 'low']).meta({
  id: 'Severity',
  description: 'high: a breach that crosses the border; medium: any other breach; low: advisory.',
});

/** An instant in answers: ISO 8601, UTC, with as many decimals as it needs. */
export const time = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/)
  .meta({
    id: 'Time',
    description: 'ISO 8601, UTC, to the microsecond.',
    examples: ['2024-05-21T14:59:59.5Z'],
  });

export const count = z.int().min(0);

/** Text that names something of a case. */
export const name = z.string().min(1).max(500);

/** Why an answer is not complete. */
export const cut = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.literal('limit'), limit: count }),
    z.strictObject({ by: z.literal('maxTrails'), maxTrails: count, hops: count }),
    z.strictObject({ by: z.literal('maxRows'), limit: count }),
  ])
  .meta({
    id: 'Cut',
    description:
      'What cut an answer: limit (ask for the next page), maxTrails (the case has more trails than its limit; listed are those of at most so many hops), maxRows (a query has more rows than it may answer with).',
  });

/** Where an open question stands that neither notices nor contracts answer. */
export const questionRegister = z.enum(['processors', 'purposes', 'ownership', 'consents']);

/** A cell of a register. */
export const cellPlace = z.strictObject({ file: z.string(), line: z.int().min(1), column: z.string() }).meta({
  id: 'CellPlace',
  description: 'A cell of a register: file, line, and the column as the file calls it.',
});
