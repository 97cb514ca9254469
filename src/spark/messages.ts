import { z } from 'zod';
import type { RemoteFile } from '../model/case.js';
import { addressesSchema } from '../store/addresses.js';
import type { RemotePart, RemoteText } from './remote.js';

/** What Spark found of a piece of a text file at an address. */
const REMOTE_MEASURE = z.object({
  /** Which of the files that were asked for. */
  text: z.number().int(),
  /** The byte at which the piece begins. */
  piece: z.number().int(),
  lines: z.number().int(),
  rows: z.number().int(),
  /** Whether some line has an odd number of quotes. */
  odd: z.boolean(),
  /** The first line that is not blank, and its number among the lines. */
  header: z.object({ line: z.number().int(), text: z.string() }).nullable(),
});

export type RemoteMeasure = z.infer<typeof REMOTE_MEASURE>;

/** What job.py says, a line of JSON each. */
const MESSAGE = z.union([
  z.object({ token: z.string() }),
  z.object({ event: z.literal('ready'), ui: z.string().nullable(), parallelism: z.number().int() }),
  z.object({ event: z.literal('progress'), done: z.number(), total: z.number(), active: z.number() }),
  z.object({
    event: z.literal('done'),
    found: z.number().int().optional(),
    addresses: addressesSchema.optional(),
    measured: z.array(REMOTE_MEASURE).optional(),
  }),
  z.object({
    event: z.literal('failed'),
    message: z.string().optional(),
    error: z
      .object({
        code: z.string(),
        message: z.string(),
        place: z
          .object({
            file: z.string(),
            line: z.number(),
            column: z.union([z.string(), z.number()]),
            id: z.string(),
            value: z.string(),
          })
          .partial()
          .optional(),
        accepted: z.string().optional(),
        advice: z.string().optional(),
      })
      .optional(),
  }),
]);

/** The message that a line says; undefined when it says none. */
export function messageIn(line: string): Message | undefined {
  return parsedAs(MESSAGE, line);
}

/** The token that a line says, if it is one that does. */
export function tokenIn(line: string): string | undefined {
  return parsedAs(z.object({ token: z.string() }), line)?.token;
}

function parsedAs<T extends z.ZodType>(schema: T, line: string): z.output<T> | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export type Message = z.infer<typeof MESSAGE>;
export type Said<E extends string> = Extract<Message, { event: E }>;

/** Where a program that tasks start lies on the machines of the cluster, and how much it may take. */
export interface WorkerPlace {
  /** Name under which Spark unpacked the archive; null when the installation itself is used. */
  readonly archive: string | null;
  /** The installation, as every machine reaches it; used when there is no archive. */
  readonly root: string;
  /** The Node program; null for the archive's own. */
  readonly node: string | null;
  /** Megabytes of JavaScript heap. */
  readonly heap: number;
}

/** What is asked of job.py. */
export type Request =
  | { readonly op: 'find'; readonly addresses: readonly string[] }
  | {
      readonly op: 'measure';
      readonly job: string;
      /** How many pieces there are of files that every machine sees. */
      readonly here: number;
      readonly remote: readonly RemoteText[];
      /** Bytes of a piece, at most. */
      readonly bytes: number;
      /** Characters of which a blank line is made. */
      readonly blank: string;
      readonly worker: WorkerPlace;
      readonly out: string;
    }
  | {
      /** Writes the ends of Parquet files into files as long as these, which are empty before. */
      readonly op: 'ends';
      readonly files: readonly RemoteFile[];
      readonly out: string;
    }
  | {
      readonly op: 'read' | 'duplicates';
      readonly job: string;
      /** Places of the parts whose files every machine sees. */
      readonly here: readonly number[];
      readonly remote: readonly RemotePart[];
      /** Bytes of a piece of a file, at most, where tasks share one. */
      readonly bytes: number;
      readonly worker: WorkerPlace;
      readonly out: string;
    }
  | {
      readonly op: 'rows';
      readonly job: string;
      readonly remote: readonly RemotePart[];
      /** Bytes of a piece of a file, at most, where tasks share one. */
      readonly bytes: number;
      readonly worker: WorkerPlace;
      readonly out: string;
    }
  | { readonly op: 'number'; readonly routes: readonly (readonly [number, number, number])[] }
  | { readonly op: 'counted'; readonly routes: readonly number[]; readonly out: string }
  | {
      readonly op: 'walk';
      readonly job: string;
      readonly shards: number;
      readonly worker: WorkerPlace;
      readonly from: number | null;
      readonly until: number | null;
      /** What a route's and a file's number are multiplied with in the code of a transfer. */
      readonly place: number;
      readonly fileUnit: number;
      readonly out: string;
    }
  | { readonly op: 'forget' }
  | { readonly op: 'end' };
