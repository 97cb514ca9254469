import type { Parameter } from '../graph/graph-store.js';
import { suggest } from '../input/near.js';
import type { CatalogQuery, QueryParameter } from './catalog-query.js';
import { convert } from './convert.js';
import { ParameterError } from './parameter-error.js';
import { typeInWords } from './value-type.js';

/** What was given for parameters, by name: text, or values of JSON. */
export type Given = Readonly<Record<string, unknown>>;

/**
 * The parameters of a query as they are bound: checked, converted, and with defaults. Null and an empty text mean no
 * value, which takes a filter away that is on by default.
 *
 * @throws ParameterError for one that is unknown, missing or of another type
 */
export function bindParameters(query: CatalogQuery, given: Given): Record<string, Parameter> {
  for (const name of Object.keys(given)) {
    if (query.parameters.some((p) => p.name === name)) continue;
    throw new ParameterError(name, `${query.name} has no parameter ${JSON.stringify(name)}`, {
      accepted: suggest(
        name,
        query.parameters.map((p) => p.name),
      ),
    });
  }
  return Object.fromEntries(query.parameters.map((p) => [p.name, bound(query, p, given[p.name])]));
}

function bound(query: CatalogQuery, p: QueryParameter, given: unknown): Parameter {
  if (given === undefined && !p.required) return p.fallback;
  if (given === undefined || given === null || given === '') {
    if (!p.required) return null;
    throw new ParameterError(p.name, `${query.name} needs the parameter ${p.name}`, {
      accepted: `${typeInWords(p.type)}: ${p.about}`,
    });
  }
  const value = convert(given, p.type);
  if (value !== undefined) return value;
  const { scalar } = p.type;
  const shown = typeof given === 'string' ? given : JSON.stringify(given);
  throw new ParameterError(p.name, `${p.name} cannot be ${JSON.stringify(shown)}`, {
    accepted: scalar.kind === 'words' ? suggest(shown, scalar.words) : typeInWords(p.type),
  });
}
