import { readFileSync } from 'node:fs';
import { isMap, isPair, isScalar, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml';
import type { z } from 'zod';
import { WayleaveError, type ErrorCode, type Place } from '../errors.js';
import { ALLOW_READING, isForbidden } from './io-errors.js';
import { decodeText } from './text-file.js';
import { acceptedBy, describeIssue } from './yaml-issue.js';

/** Keys and indexes that lead from the top of a file to a value. */
export type YamlPath = readonly (string | number)[];

/** A YAML file that was read and checked against a schema. */
export interface YamlFile<T> {
  readonly value: T;
  readonly bytes: Buffer;
  /** An error about the value at a path (or, where it is left out, what would hold it), for checks beyond the schema. */
  fail(path: YamlPath, message: string, accepted: string, advice?: string): WayleaveError;
  /** The same about a key of the mapping at a path. */
  failKey(path: YamlPath, key: string, message: string, accepted: string, advice?: string): WayleaveError;
  /** Where the value at a path stands. */
  place(path: YamlPath): Place;
  /** Where a key of the mapping at a path stands. */
  placeOfKey(path: YamlPath, key: string): Place;
}

/**
 * Reads a YAML 1.2 file and checks it.
 *
 * @param path where the file is
 * @param file its path relative to the case, for messages
 * @param schema what it must hold; the message of an issue says what would be accepted, see {@link acceptedBy}
 * @param code of the errors thrown
 * @throws WayleaveError when the file cannot be read, is no YAML, repeats a key, or does not fit the schema; with the
 *   line and character column of the offending node
 */
export function readYaml<T>(path: string, file: string, schema: z.ZodType<T>, code: ErrorCode): YamlFile<T> {
  const bytes = readBytes(path, file, code);
  const lines = new LineCounter();
  const text = decodeText(bytes, file, 'none', code);
  const document = parseDocument(text, { lineCounter: lines, version: '1.2', prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };

  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    throw new WayleaveError(code, `${file}: ${problem.message}`, {
      place: placeAt(problem.pos[0]),
      accepted: problem.code === 'DUPLICATE_KEY' ? 'each key once' : 'YAML 1.2',
      cause: problem,
    });
  }

  const place = (at: YamlPath): Place => {
    const node = nearestNode(document, at);
    const value = isScalar(node) ? (node.source ?? String(node.value)) : undefined;
    return { ...placeAt(node?.range?.[0] ?? 0), ...(value === undefined ? {} : { value }) };
  };
  const placeOfKey = (at: YamlPath, key: string): Place => ({
    ...placeAt(keyOffset(document, at, key)),
    value: key,
  });
  const error = (where: Place, message: string, accepted: string, advice?: string): WayleaveError =>
    new WayleaveError(code, `${file}: ${message}`, {
      place: where,
      accepted,
      ...(advice === undefined ? {} : { advice }),
    });

  const result = schema.safeParse(toValue(document, placeAt, code), { error: acceptedBy, reportInput: true });
  if (!result.success) {
    const { path: at, key, message, accepted } = describeIssue(result.error.issues);
    throw error(key === undefined ? place(at) : placeOfKey(at, key), message, accepted);
  }
  return {
    value: result.data,
    bytes,
    fail: (at, message, accepted, advice) => error(place(at), message, accepted, advice),
    failKey: (at, key, message, accepted, advice) => error(placeOfKey(at, key), message, accepted, advice),
    place,
    placeOfKey,
  };
}

function readBytes(path: string, file: string, code: ErrorCode): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WayleaveError(code, `${file} cannot be read: ${reason}`, {
      place: { file },
      advice: isForbidden(cause) ? ALLOW_READING : 'Check that the file exists and that you may read it.',
      cause,
    });
  }
}

function toValue(document: Document, placeAt: (offset: number) => Place, code: ErrorCode): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    let unresolved: number | undefined;
    visit(document, {
      Alias: (_, alias) => {
        if (alias.resolve(document) === undefined) unresolved ??= alias.range?.[0];
      },
    });
    const place = placeAt(unresolved ?? 0);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WayleaveError(code, `${place.file ?? ''}: ${reason}`, {
      place,
      accepted: unresolved === undefined ? 'few aliases (*name)' : 'an alias of an anchor (&name) above it',
      cause,
    });
  }
}

/** The node at the path or, where it is missing, the deepest one on the way to it. */
function nearestNode(document: Document, path: YamlPath): Node | null {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (node !== undefined && node !== null) return node as Node;
  }
  return document.contents;
}

function keyOffset(document: Document, path: YamlPath, key: string): number {
  const map = nearestNode(document, path);
  if (!isMap(map)) return map?.range?.[0] ?? 0;
  const pair = map.items.find((p) => isPair(p) && isScalar(p.key) && String(p.key.value) === key);
  return isScalar(pair?.key) ? (pair.key.range?.[0] ?? 0) : 0;
}
