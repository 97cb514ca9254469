import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wrongPlace } from '../../../src/web/console/wrong-place.js';

const STATEMENT = 'MATCH (p:Processor)\nRETURN x.p, q';

test('the place is read as either store writes it', () => {
  assert.deepEqual(wrongPlace("Invalid input 'RETRN' (line 2, column 8 (offset: 27))", STATEMENT), {
    line: 2,
    column: 8,
  });
  assert.deepEqual(wrongPlace('unexpected token at line 12 column 3', STATEMENT), { line: 12, column: 3 });
});

test('where only a variable is named, its first place is meant, not a property of that name', () => {
  assert.deepEqual(wrongPlace('Variable `q` not defined', STATEMENT), { line: 2, column: 13 });
  assert.deepEqual(wrongPlace("Undefined variable 'p'", 'RETURN x.p, p'), { line: 1, column: 13 });
});

test('what names no place, or a variable that is not there, has none', () => {
  assert.equal(wrongPlace('the query took too long', STATEMENT), null);
  assert.equal(wrongPlace('Variable `zz` not defined', STATEMENT), null);
});
