import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundValue, boundValues, parametersIn } from '../../../src/web/console/bound.js';

test('parameters of a statement are found once each, and not in texts, names and comments', () => {
  const statement = [
    'MATCH (p {id: $id}) // $comment',
    `WHERE p.name = '$text' AND p.other = "it\\"s $quoted" AND p.\`$name\` IN $some /* $no */`,
    'RETURN $id, $some',
  ].join('\n');
  assert.deepEqual(parametersIn(statement), ['id', 'some']);
});

test('what is written for a parameter is a number, a truth, nothing, or a text', () => {
  const written = { '': null, '5': 5, '-0.5e3': -500, true: true, false: false, '5 a': '5 a', TRUE: 'TRUE' };
  for (const [text, value] of Object.entries(written)) assert.equal(boundValue(text), value, text);
  for (const [text, value] of [
    ["'5'", '5'],
    ['"true"', 'true'],
    ["''", ''],
    ["'a", "'a"],
    ["it's", "it's"],
  ] as const) {
    assert.equal(boundValue(text), value, text);
  }
});

test('a list holds numbers, truths, texts and lists', () => {
  assert.deepEqual(boundValue('[1, \'two, three\', four, true, "5"]'), [1, 'two, three', 'four', true, '5']);
  assert.deepEqual(boundValue('[]'), []);
  assert.deepEqual(boundValue('[ a ]'), ['a']);
  assert.deepEqual(boundValue('[[1, 2], [3]]'), [[1, 2], [3]]);
  assert.deepEqual(boundValue('[1, , 2]'), [1, null, 2]);
});

test('what only begins as a list is a text, as is a list in quotes', () => {
  for (const text of ['[1, 2', '[1]]', "['a]", '[[1]']) assert.equal(boundValue(text), text);
  assert.equal(boundValue("'[1]'"), '[1]');
});

test('the first value of each parameter is bound', () => {
  assert.deepEqual(boundValues({ a: ['1', '2'], b: [], c: ["['x']"] }), { a: 1, b: null, c: ['x'] });
});
