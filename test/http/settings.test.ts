import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { WayleaveError } from '../../src/errors.js';
import { serverSettings } from '../../src/http/settings.js';
import { setEnv } from '../support/http.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';

/** The error that settings are refused with, under an environment for this once. */
async function refusal(
  t: TestContext,
  env: Readonly<Record<string, string>>,
  given: { port?: string } = {},
): Promise<WayleaveError> {
  let refused: unknown;
  await t.test(JSON.stringify([env, given]), (sub) => {
    setEnv(sub, env);
    assert.throws(
      () => serverSettings(given, 'tokens.json'),
      (error) => {
        refused = error;
        return error instanceof WayleaveError && error.code === 'USAGE';
      },
    );
  });
  assert.ok(refused instanceof WayleaveError);
  return refused;
}

test('where 0 means something, the refusal of another number says so, and who gave the number', async (t) => {
  assert.equal(serverSettings({ port: '0' }, 'tokens.json').port, 0);
  const option = await refusal(t, {}, { port: '70000' });
  assert.equal(option.message, '--port 70000 is not understood');
  assert.equal(option.accepted, 'a whole number from 0 to 65535');
  const variable = await refusal(t, { WAYLEAVE_PORT: 'abc' });
  assert.equal(variable.message, 'WAYLEAVE_PORT abc is not understood');
  const rate = await refusal(t, { WAYLEAVE_RATE: '-1' });
  assert.equal(rate.accepted, 'a whole number from 0 to 1000000000');
});

test('settings of an issuer that is not named are refused, as without it they mean nothing', async (t) => {
  for (const name of ['WAYLEAVE_OIDC_AUDIENCE', 'WAYLEAVE_OIDC_JWKS', 'WAYLEAVE_OIDC_ROLE']) {
    const { message } = await refusal(t, { [name]: 'x' });
    assert.equal(message, `${name} is set without WAYLEAVE_OIDC_ISSUER`);
  }
});

test('networks of proxies have as many bits as their addresses', async (t) => {
  const good = ['10.0.0.0/8', '10.1.2.3', 'fd00::/8', '::1', 'loopback'];
  for (const word of ['10.0.0.0/99', '10.0.0.0/0', 'fd00::/129', '10.0.0.0/', 'proxy.example']) {
    const { message } = await refusal(t, { WAYLEAVE_PROXIES: word });
    assert.equal(message, `WAYLEAVE_PROXIES: ${word} is no address`);
  }
  setEnv(t, { WAYLEAVE_PROXIES: good.join(', ') });
  assert.deepEqual(serverSettings({}, 'tokens.json').proxies, good);
});

test('an address that is not of this machine, and a port that is taken, are told apart', async (t) => {
  const dir = caseCopy(t, KAKAOPAY);
  // Of the network that documents use for examples (RFC 5737).
  const away = serveCases(t, [dir], { host: '192.0.2.1', insecure: true });
  await assert.rejects(away, {
    code: 'USAGE',
    message: /^192\.0\.2\.1:0 cannot/,
    advice: /^Name an address of this/,
  });
  const { url } = await serveCases(t, [dir]);
  const taken = serveCases(t, [dir], { port: new URL(url).port });
  await assert.rejects(taken, { code: 'USAGE', advice: 'Choose another with --port; 0 takes a free one.' });
});
