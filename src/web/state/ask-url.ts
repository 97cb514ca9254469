import type { Ask, Given } from './view.js';

/**
 * What is asked of the graph, in the fragment of the address: a statement may name persons, and a fragment is in no log of
 * a server. `ask=lineage/between&with.from=shop`, or `cypher=MATCH …`.
 */

const WITH = 'with.';

/** The question that a fragment asks; a statement comes before the name of a query. Null where it asks none. */
export function askOf(look: URLSearchParams): Ask | null {
  const given: Record<string, string[]> = {};
  for (const [name, value] of look) {
    if (name.startsWith(WITH)) (given[name.slice(WITH.length)] ??= []).push(value);
  }
  const statement = look.get('cypher');
  if (statement !== null) return { kind: 'cypher', statement, given };
  const name = look.get('ask');
  return name === null ? null : { kind: 'saved', name, given };
}

/** Writes a question into a fragment that has none. */
export function putAsk(look: URLSearchParams, ask: Ask | null): void {
  if (ask === null) return;
  if (ask.kind === 'saved') look.set('ask', ask.name);
  else look.set('cypher', ask.statement);
  putGiven(look, ask.given);
}

function putGiven(look: URLSearchParams, given: Given): void {
  for (const [name, values] of Object.entries(given)) {
    for (const value of values) look.append(`${WITH}${name}`, value);
  }
}
