import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LABELS, NODES, RELATIONSHIPS, SCHEMA_VERSION, TYPES } from '../../../src/graph/schema.js';
import type { GraphSchema } from '../../../src/web/api/types.js';
import { optionsAt } from '../../../src/web/console/complete.js';

const SCHEMA: GraphSchema = {
  version: SCHEMA_VERSION,
  nodes: NODES.map(({ label, key, about, properties }) => ({
    label,
    key,
    about,
    properties: [...properties],
  })),
  relationships: RELATIONSHIPS.map(({ type, joins, about, properties }) => ({
    type,
    joins: joins.map(([from, to]) => [from, to]),
    about,
    properties: [...properties],
  })),
};

/** What is offered where a text ends; null where nothing is. */
function offered(before: string, after = ''): string[] | null {
  return optionsAt(before, before + after, SCHEMA)?.options.map(({ label }) => label) ?? null;
}

const propertiesOf = (kind: string): string[] => {
  const of = [...NODES, ...RELATIONSHIPS].find((one) => ('label' in one ? one.label : one.type) === kind);
  return of?.properties.map(({ name }) => name) ?? [];
};

test('after a colon stand labels in parentheses, types in brackets', () => {
  for (const before of ['MATCH (p:', 'MATCH (p:Proc', 'MATCH (p:Processor|', 'MATCH (n:!Fl']) {
    assert.deepEqual(offered(before), [...LABELS], before);
  }
  for (const before of ['MATCH ()-[:', 'MATCH ()-[s:SEN', 'MATCH ()-[:SENDS|']) {
    assert.deepEqual(offered(before), [...TYPES], before);
  }
});

test('a label that is a word of Cypher is written in backticks', () => {
  const options = optionsAt('MATCH (:', 'MATCH (:', SCHEMA)?.options ?? [];
  const marked = options.filter(({ label, apply }) => apply !== label);
  assert.deepEqual(
    marked.map(({ label, apply }) => [label, apply]),
    [['Case', '`Case`']],
  );
});

test('after a variable and a dot stand the properties of what it is, even where that comes later', () => {
  assert.deepEqual(offered('MATCH (f:Flow) WHERE f.'), propertiesOf('Flow'));
  assert.deepEqual(offered('MATCH ()-[r:REACHES]->() RETURN r.pe'), propertiesOf('REACHES'));
  assert.deepEqual(offered('RETURN t.', '\nMATCH (t:Trail)'), propertiesOf('Trail'));
  const unknown = offered('RETURN x.') ?? [];
  for (const name of [...propertiesOf('Flow'), ...propertiesOf('Trail')]) assert.ok(unknown.includes(name));
});

test('in braces stand the properties of the label before them, not of another', () => {
  assert.deepEqual(offered('MATCH (p:Processor {'), propertiesOf('Processor'));
  assert.deepEqual(offered("MATCH (p:Processor {id: 'a', na"), propertiesOf('Processor'));
  assert.deepEqual(offered('MATCH (p:`Case` {'), propertiesOf('Case'));
});

test('elsewhere stand words of Cypher and the variables of the statement, each once', () => {
  const words = offered('MATCH (p:Processor)-[s:SENDS]->(f) WITH p, count(*) AS many RET') ?? [];
  for (const word of ['p', 's', 'f', 'many', 'RETURN', 'count']) assert.ok(words.includes(word), word);
  assert.equal(new Set(words).size, words.length);
});

test('nothing is offered in texts, in comments, for parameters, and before a word is begun', () => {
  for (const before of ["RETURN 'a te", 'RETURN "MATCH (p:', '// MATCH (p:', 'RETURN $na', 'RETURN ', '']) {
    assert.equal(offered(before), null, before);
  }
  assert.notEqual(offered("RETURN 'a' + toS"), null, 'a text that is closed is over');
});

test('what is offered replaces the word that is begun', () => {
  assert.equal(optionsAt('MATCH (p:Proc', 'MATCH (p:Proc', SCHEMA)?.from, 'MATCH (p:'.length);
});
