import { basename, resolve } from 'node:path';
import { WayleaveError } from '../errors.js';
import { acceptedBy, describeIssue } from '../input/yaml-issue.js';
import { readYaml, type YamlFile, type YamlPath } from '../input/yaml.js';
import { changeSchema, type Changes } from './change-schema.js';

/** What is supposed, and how to say where something in it is wrong. */
export type ChangeFile = Pick<YamlFile<Changes>, 'value' | 'fail'>;

/**
 * Reads a change file (YAML 1.2, of which JSON is a part).
 *
 * @throws WayleaveError CHANGE_INVALID with line and column
 */
export function readChangeFile(path: string): ChangeFile {
  return readYaml(resolve(path), basename(path), changeSchema, 'CHANGE_INVALID');
}

/**
 * Takes a value that was not read from a file, such as the body of a request.
 *
 * @throws WayleaveError CHANGE_INVALID with the keys that lead to what is wrong
 */
export function changesFrom(value: unknown): ChangeFile {
  const fail = (path: YamlPath, message: string, accepted: string): WayleaveError =>
    new WayleaveError('CHANGE_INVALID', message, {
      ...(path.length === 0 ? {} : { place: { column: path.join('.') } }),
      accepted,
    });
  const result = changeSchema.safeParse(value, { error: acceptedBy, reportInput: true });
  if (result.success) return { value: result.data, fail };
  const { path, key, message, accepted } = describeIssue(result.error.issues);
  throw fail(key === undefined ? path : [...path, key], message, accepted);
}
