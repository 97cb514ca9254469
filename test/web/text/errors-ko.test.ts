import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERRORS } from '../../../src/errors.js';
import { errorsKo } from '../../../src/web/text/errors-ko.js';

test('every error of the registry is there in Korean, and nothing else', () => {
  assert.deepEqual(Object.keys(errorsKo), Object.keys(ERRORS));
  for (const text of Object.values(errorsKo)) assert.match(text, /[가-힣]/);
});
