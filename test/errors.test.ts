import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAsset } from '../src/assets.js';
import { ERRORS, WayleaveError } from '../src/errors.js';

test('the documentation lists exactly the errors of the registry', () => {
  const documented = [
    ...readAsset('docs/errors.md').matchAll(/^\| `(\w+)` \| (\d+) \| (\d+) \| (.*) \|$/gm),
  ].map(([, code, exit, http, when]) => [code, Number(exit), Number(http), when]);
  const registered = Object.entries(ERRORS).map(([code, e]) => [code, e.exit, e.http, e.when]);
  assert.deepEqual(documented, registered);
});

test('an error says what happened, where, what is accepted and what to do', () => {
  const error = new WayleaveError('REGISTER_INVALID', 'p2 has no jurisdiction', {
    place: { file: 'processors.csv', line: 4, column: 'jurisdiction', value: 'XX' },
    accepted: 'an ISO 3166-1 code',
    advice: 'Correct the cell.',
  });
  assert.equal(
    error.describe(),
    'REGISTER_INVALID: p2 has no jurisdiction\n  at processors.csv:4, column jurisdiction, value "XX"\n' +
      '  accepted: an ISO 3166-1 code\n  what to do: Correct the cell.',
  );
});
