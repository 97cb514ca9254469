import { z } from 'zod';
import { count, cut, name, time } from './words.js';

/** What every answer about an analysis begins with. */
export const head = {
  case: name.meta({ description: 'Id of the case.' }),
  analysis: z.string().meta({ description: 'Fingerprint of the analysis that is answered from.' }),
  window: z
    .strictObject({ from: time.nullable(), to: time.nullable() })
    .nullable()
    .meta({ description: 'The window of transfers that is counted; null for all.' }),
  complete: z.boolean().meta({ description: 'False when anything was cut; `cuts` says by what.' }),
  cuts: z.array(cut),
};

/** A page of a list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    ...head,
    total: count.meta({ description: 'Items of the whole list, after the filters.' }),
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Cursor of the next page; null on the last.' }),
  });

/** Work that an answer waits for. */
export const job = z
  .strictObject({
    id: name,
    state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
    about: z.string().meta({ description: 'What is being made, in words.' }),
    stage: z.string().meta({ description: 'What it is doing now.' }),
    done: count.meta({ description: 'Transfers or bytes of the stage that are done.' }),
    total: count.meta({ description: 'Of so many; 0 while it is not known.' }),
    ahead: count.meta({ description: 'Jobs that come before it.' }),
    error: z.strictObject({ code: z.string(), detail: z.string() }).nullable(),
  })
  .meta({ id: 'Job', description: 'Work that goes on while the asker does something else.' });

/** Problem details (RFC 9457), with a stable code. */
export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: 'Stable code; docs/errors.md lists all.' }),
    detail: z.string(),
    instance: z.string().meta({ description: 'Id of the request, as the log of the server has it.' }),
    accepted: z.string().optional().meta({ description: 'What would be accepted instead.' }),
    advice: z.string().optional().meta({ description: 'What to do about it.' }),
    place: z.string().optional().meta({ description: 'Where the cause stands.' }),
    errors: z
      .array(z.strictObject({ in: z.string(), name: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'Each part of the request that is not accepted.' }),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457).' });
