import type { z } from 'zod';
import type { Asker } from '../access/asker.js';
import type { Format } from '../contract/operation.js';
import type { Contract, OperationId } from '../contract/contract.js';
import type { ServedCase } from '../cases/served-case.js';
import type { Snapshot } from '../cases/snapshot.js';
import type { Service } from '../service.js';
import type { Job } from '../work/jobs.js';
import type { Cut, Shown } from './shapes.js';

type Parsed<O, K extends string> = K extends keyof O
  ? O[K] extends z.ZodType
    ? z.output<O[K]>
    : undefined
  : undefined;

/** A request, checked. */
export interface Asked<K extends OperationId> {
  readonly params: Parsed<Contract[K], 'params'>;
  readonly query: Parsed<Contract[K], 'query'>;
  readonly body: Parsed<Contract[K], 'body'>;
  readonly asker: Asker;
  readonly format: Format;
  /** Media type of the body, if there is one. */
  readonly bodyType: string;
  /** Aborted when whoever asked has gone. */
  readonly signal: AbortSignal;
  /** The one of these languages that the asker likes best; the first when none is liked. */
  readonly language: <L extends string>(known: readonly [L, ...L[]]) => L;
  readonly service: Service;
  /** The case that the path names. @throws RangeError when it names none */
  readonly served: ServedCase;
  /** The analysis of the case, or of the window that is asked for. */
  readonly snapshot: Snapshot;
}

/** A list that is answered in pages, or whole as a table. */
export interface List<T> {
  readonly kind: 'list';
  readonly total: number;
  /** The items from one place to another. */
  slice(offset: number, limit: number): readonly T[] | Promise<readonly T[]>;
  /** For the audit log: the pseudonyms of whom some items show. */
  personsOf?(items: readonly T[]): readonly string[];
  /** What cut the list itself. */
  readonly cuts?: readonly Cut[];
  readonly trails?: boolean;
  /** The analysis that it is of; the one of the request where it is left out. */
  readonly snapshot?: Snapshot;
}

/** One thing. */
export interface One<T> {
  readonly kind: 'one';
  readonly value: T;
  /** The rows of it that make a table. */
  readonly table?: readonly object[];
  /** For the audit log: how many rows it shows, and whose. */
  readonly rows?: number;
  readonly persons?: readonly string[];
  /** The columns of the table; those of its first row where they are left out. */
  readonly columns?: readonly string[];
  /** Must be noted, though not every answer of the operation must. */
  readonly audit?: boolean;
  /** Status, where it is not the declared one. */
  readonly status?: number;
}

/** Text of another kind than JSON, in pieces. */
export interface Text {
  readonly kind: 'text';
  readonly type: string;
  readonly text: string | Iterable<string>;
  /** Content-Security-Policy, where it is not that of all answers. */
  readonly policy?: string;
  readonly rows?: number;
  readonly persons?: readonly string[];
}

/** Files, of which there is one answer: the only one as it is, several as a zip. */
export interface Files {
  readonly kind: 'files';
  readonly type: string;
  readonly fileName: string;
  readonly dir: string;
  readonly names: readonly [string, ...string[]];
  readonly complete: boolean;
  readonly rows?: number;
  readonly persons?: readonly string[];
  readonly audit?: boolean;
  /** Removes them: called when they are sent, or could not be. */
  readonly done: () => void;
}

/** What a job makes: the answer is there when it has ended. */
export interface Deferred<T> {
  readonly kind: 'job';
  readonly job: Job<T>;
}

type Response<K extends OperationId> = Shown<Contract[K]['response']>;
type Item<R> = R extends { readonly items: readonly (infer T)[]; readonly next: unknown } ? T : never;

export type Answer<R = unknown> = One<R> | List<Item<R>> | Text | Files | Deferred<R>;

export type Handler<K extends OperationId> = (
  asked: Asked<K>,
) => Answer<Response<K>> | Promise<Answer<Response<K>>>;

export type Handlers<K extends OperationId = OperationId> = { readonly [key in K]: Handler<key> };

/** One thing as an answer. */
export function one<T>(value: T, more: Omit<One<T>, 'kind' | 'value'> = {}): One<T> {
  return { kind: 'one', value, ...more };
}

/** A list of what is in memory, each item shown when it is answered. */
export function list<T, S>(
  items: readonly T[],
  show: (item: T) => S,
  more: Omit<List<S>, 'kind' | 'total' | 'slice'> = {},
): List<S> {
  return {
    kind: 'list',
    total: items.length,
    slice: (offset, limit) => items.slice(offset, offset + limit).map(show),
    ...more,
  };
}
