import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WayleaveError } from '../../src/errors.js';
import { serverSettings } from '../../src/http/settings.js';
import { setEnv } from '../support/http.js';

function refusal(given: { port?: string } = {}): WayleaveError {
  try {
    serverSettings(given, 'tokens.json');
  } catch (error) {
    if (error instanceof WayleaveError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

test('where 0 means something, the refusal of another number says so, and who gave the number', (t) => {
  assert.equal(serverSettings({ port: '0' }, 'tokens.json').port, 0);
  const option = refusal({ port: '70000' });
  assert.deepEqual(
    [option.message, option.accepted],
    ['--port 70000 is not understood', 'a whole number from 0 to 65535'],
  );
  setEnv(t, { WAYLEAVE_PORT: 'abc' });
  assert.equal(refusal().message, 'WAYLEAVE_PORT abc is not understood');
  setEnv(t, { WAYLEAVE_PORT: '0', WAYLEAVE_RATE: '-1' });
  assert.equal(refusal().accepted, 'a whole number from 0 to 1000000000');
});

test('settings of an issuer that is not named are refused, as without it they mean nothing', (t) => {
  setEnv(t, { WAYLEAVE_OIDC_ISSUER: '', WAYLEAVE_OIDC_AUDIENCE: 'wayleave' });
  assert.equal(refusal().message, 'WAYLEAVE_OIDC_AUDIENCE is set without WAYLEAVE_OIDC_ISSUER');
  setEnv(t, { WAYLEAVE_OIDC_AUDIENCE: '', WAYLEAVE_OIDC_ROLE: 'role' });
  assert.equal(refusal().message, 'WAYLEAVE_OIDC_ROLE is set without WAYLEAVE_OIDC_ISSUER');
});
