import { WayleaveError, type ErrorCode } from '../../errors.js';
import type { GraphRows, Parameter } from '../graph-store.js';

/** An error on its way between processes. */
export interface Failure {
  readonly kind: 'failed';
  readonly code: ErrorCode;
  readonly message: string;
  readonly accepted: string | undefined;
  readonly advice: string | undefined;
}

/** What a reader is asked. */
export interface Question {
  readonly statement: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly maxRows: number;
}

/** What a reader says. */
export type ReaderMessage =
  | { readonly kind: 'open'; readonly nodes: Counts; readonly relationships: Counts }
  /** `worn`: the process keeps much more memory than it began with. */
  | { readonly kind: 'answer'; readonly rows: GraphRows; readonly worn: boolean }
  | { readonly kind: 'memory' }
  | Failure;

export type Counts = readonly (readonly [string, number])[];

/** What a loader is told, in this order; each is answered. */
export type LoaderMessage =
  /** `text`: a node per line, as JSON; `properties`: how many the first of them has. */
  | {
      readonly kind: 'nodes';
      readonly label: string;
      readonly text: string;
      readonly properties: number;
    }
  /** `text`: a list of [key, key, properties], as JSON. */
  | {
      readonly kind: 'relationships';
      readonly type: string;
      readonly from: string;
      readonly to: string;
      readonly text: string;
    }
  | { readonly kind: 'index' }
  | { readonly kind: 'save'; readonly path: string };

/** What a loader answers. */
export type LoaderReply =
  { readonly kind: 'done'; readonly nodes: Counts; readonly relationships: Counts } | Failure;

/** An error as a message between processes. */
export function failureOf(error: WayleaveError): Failure {
  const { code, message, accepted, advice } = error;
  return { kind: 'failed', code, message, accepted, advice };
}

/** The error of such a message. */
export function errorOf({ code, message, accepted, advice }: Failure): WayleaveError {
  return new WayleaveError(code, message, {
    ...(accepted === undefined ? {} : { accepted }),
    ...(advice === undefined ? {} : { advice }),
  });
}
