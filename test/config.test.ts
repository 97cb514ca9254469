import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAsset } from '../src/assets.js';
import { SETTINGS } from '../src/config.js';

test('the documentation lists exactly the settings', () => {
  const documented = [...readAsset('docs/settings.md').matchAll(/^\| `(\w+)` \| (.*) \| (.*) \|$/gm)].map(
    ([, env, fallback, about]) => [env, fallback, about],
  );
  assert.deepEqual(
    documented,
    SETTINGS.map((s) => [s.env, s.fallback, s.about]),
  );
});
