import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAsset } from '../src/assets.js';
import { limits, namedPeople, SETTINGS } from '../src/config.js';
import { setEnv } from './support/http.js';

test('the documentation lists exactly the settings', () => {
  const documented = [...readAsset('docs/settings.md').matchAll(/^\| `(\w+)` \| (.*) \| (.*) \|$/gm)].map(
    ([, env, fallback, about]) => [env, fallback, about],
  );
  assert.deepEqual(
    documented,
    SETTINGS.map((s) => [s.env, s.fallback, s.about]),
  );
});

test('a setting that is not understood is told under the name by which it was given', (t) => {
  setEnv(t, { WAYLEAVE_NAMED: 'many', WAYLEAVE_SHARDS: '0' });
  assert.throws(() => namedPeople(), { code: 'USAGE', message: 'WAYLEAVE_NAMED many is not understood' });
  assert.throws(() => limits(), { message: 'WAYLEAVE_SHARDS 0 is not understood' });
  assert.throws(() => limits({ threads: 'x' }), { message: '--threads x is not understood' });
});
