import type { Request } from 'express';
import { WayleaveError } from '../../errors.js';
import type { Format, Operation } from '../contract/operation.js';

export const MEDIA: Readonly<Record<Format, string>> = {
  json: 'application/json',
  csv: 'text/csv',
  html: 'text/html',
  text: 'text/plain',
  typed: 'application/vnd.neo4j.query',
  typed11: 'application/vnd.neo4j.query.v1.1',
};

/** A path's ending that says in which format its data is wanted. */
const SUFFIX = /^([^?]*[^/?])\.(json|csv)(\?.*)?$/;

const PAGES = /^\/cases(?=\/|\.|\?|$)/;

/**
 * Where the data of a URL is. A page's URL with `.json` or `.csv`, or asked for with such an Accept, is its data; so that a
 * name that ends in `.json` can be asked for, its dot may be written `%2E`.
 *
 * @returns the URL of the API, and the format that the ending names
 */
export function dataUrl(
  url: string,
  accept: string | undefined,
): { url: string; format: Format | undefined } {
  const [, path = '', ending, query = ''] = SUFFIX.exec(url) ?? [];
  const suffixed = ending !== undefined && /^\/(api\/)?cases/.test(url);
  const format = suffixed ? (ending as Format) : undefined;
  const plain = suffixed ? `${path}${query}` : url;
  const wantsData = format !== undefined || /^(application\/json|text\/csv)\b/.test(accept ?? '');
  return { url: PAGES.test(plain) && wantsData ? `/api${plain}` : plain, format };
}

/** The format to answer in. @throws WayleaveError NOT_ACCEPTABLE */
export function formatFor(op: Operation, request: Request, suffix: Format | undefined): Format {
  const formats = op.formats ?? ['json'];
  if (op.media !== undefined && suffix === undefined) return 'text';
  const accepted =
    suffix === undefined
      ? formats.find((f) => request.accepts(formats.map((x) => MEDIA[x])) === MEDIA[f])
      : formats.find((f) => f === suffix);
  if (accepted !== undefined) return accepted;
  throw new WayleaveError('NOT_ACCEPTABLE', 'the answer does not exist in the format that is asked for', {
    accepted: formats.map((f) => MEDIA[f]).join(', '),
  });
}
