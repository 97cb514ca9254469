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

/** What is told of an error. */
const told = {
  code: z.string().meta({ description: 'Stable code; docs/errors.md lists all.' }),
  detail: z.string(),
  accepted: z.string().optional().meta({ description: 'What would be accepted instead.' }),
  advice: z.string().optional().meta({ description: 'What to do about it.' }),
  place: z.string().optional().meta({ description: 'Where the cause stands.' }),
};

/** The error that work came to. */
export const failure = z
  .strictObject(told)
  .meta({ id: 'Failure', description: 'An error that work came to.' });

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
    error: failure.nullable(),
  })
  .meta({ id: 'Job', description: 'Work that goes on while the asker does something else.' });

/** Problem details (RFC 9457), with a stable code. */
export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    ...told,
    instance: z.string().meta({ description: 'Id of the request, as the log of the server has it.' }),
    errors: z
      .array(z.strictObject({ in: z.string(), name: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'Each part of the request that is not accepted.' }),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457).' });
