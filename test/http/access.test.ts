import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { limits } from '../../src/config.js';
import { WayleaveError } from '../../src/errors.js';
import { Access } from '../../src/http/access/access.js';
import { Tokens } from '../../src/http/access/tokens.js';
import { serve } from '../../src/http/server.js';
import { without } from '../../src/model/collect.js';
import { codeOf, makeTokens, raw, setEnv, talk } from '../support/http.js';
import { caseCopy, KAKAOPAY, serveCases, serverForFile } from '../support/server.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const server = serverForFile();

function small(t: TestContext): string {
  const transfers = `${HEADER}2024-01-01,u1,shop,lab,phone,pay,,r1\n`;
  return writeFiles(join(tempDir(t), 'small'), { ...BASE, 'transfers.csv': transfers });
}

test('tokens are kept as hashes only, in a file for its owner, and end when they are revoked', async (t) => {
  const dir = small(t);
  const path = join(dir, '.wayleave', 'tokens.json');
  const tokens = new Tokens(path);
  const { entry, token } = tokens.make('Kim', 'analyst');
  assert.match(token, /^wl_[\w-]{43}$/);
  const file = readFileSync(path, 'utf8');
  assert.ok(!file.includes(token) && !file.includes(token.slice(3)), 'the token is not in the file');
  if (process.platform !== 'win32') assert.equal(statSync(path).mode & 0o077, 0);
  const { url } = await serveCases(t, [dir]);
  const headers = { Authorization: `Bearer ${token}` };
  const me = await raw(url, '/api/me', { headers });
  assert.deepEqual(JSON.parse(me.text), { name: 'Kim', role: 'analyst', by: 'token' });
  assert.equal((await raw(url, '/api/me')).status, 401, 'with a token made, none is not enough');
  const second = tokens.make('Lee', 'viewer');
  assert.equal(
    (await raw(url, '/api/me', { headers: { Authorization: `Bearer ${second.token}` } })).status,
    200,
  );
  tokens.revoke(entry.id);
  assert.equal((await raw(url, '/api/me', { headers })).status, 401);
  tokens.revoke(second.entry.id);
  assert.equal((await raw(url, '/api/me')).status, 401, 'revoking the last one opens nothing');
});

test('beyond this machine the server starts with tokens, or when it is told to go without', async (t) => {
  const start = (more: object) =>
    serve({
      cases: [small(t)],
      port: '0',
      host: '0.0.0.0',
      limits: limits({ memory: '1GB', threads: '1' }),
      operator: 'tester',
      ...more,
    });
  await assert.rejects(start({}), (e) => e instanceof WayleaveError && e.code === 'TOKENS_NEEDED');
  const open = await start({ insecure: true });
  t.after(() => open.close());
  const { port } = new URL(open.url);
  const me = await raw(`http://127.0.0.1:${port}`, '/api/me');
  assert.equal((JSON.parse(me.text) as { by: string }).by, 'insecure');
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((i) => i?.family === 'IPv4' && !i.internal);
  if (outside === undefined) t.diagnostic('this machine has no other address');
  else assert.equal((await raw(`http://${outside.address}:${port}`, '/healthz')).status, 200);
});

test('without a token, nothing is served behind a proxy, or under a name of more than this machine', (t) => {
  const loopback = {
    host: '127.0.0.1',
    insecure: false,
    oidc: null,
    tokens: join(tempDir(t), 'tokens.json'),
  };
  const access = (hosts: string[], proxies: string[], insecure = false): Access =>
    new Access({ ...loopback, hosts, proxies, insecure }, 'tester');
  assert.equal(access(['localhost'], []).open?.by, 'loopback');
  for (const [hosts, proxies, message] of [
    [['lineage.example'], [], /^lineage\.example can be reached from elsewhere/],
    [[], ['127.0.0.1'], /behind the proxy 127\.0\.0\.1 can be reached from elsewhere/],
  ] as const) {
    assert.throws(() => access([...hosts], [...proxies]), { code: 'TOKENS_NEEDED', message });
    assert.equal(access([...hosts], [...proxies], true).open?.by, 'insecure');
  }
  new Tokens(loopback.tokens).make('Kim', 'viewer');
  assert.equal(access(['lineage.example'], ['127.0.0.1']).open, undefined);
});

test('a name that is bound to this address anew is refused, and pages of other origins are', async () => {
  const { port } = new URL(server().url);
  const statuses = async (headers: Record<string, string>, path = '/api/cases') =>
    (await raw(server().url, path, { headers })).status;
  for (const Host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1.evil.example',
    '10.0.0.1',
    '[::2]',
    'a b',
  ]) {
    assert.notEqual(await statuses({ Host }), 200, Host);
  }
  for (const Host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, 'LOCALHOST']) {
    assert.equal(await statuses({ Host }), 200, Host);
  }
  const own = `http://127.0.0.1:${port}`;
  assert.equal(await statuses({ Origin: own }), 200);
  for (const Origin of ['https://evil.example', 'null', `http://127.0.0.1:1`, `http://evil.example/${own}`]) {
    assert.equal(await statuses({ Origin }), 403, Origin);
  }
  assert.equal(await statuses({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'cors' }), 403);
  assert.equal(await statuses({ 'Sec-Fetch-Site': 'same-site', 'Sec-Fetch-Mode': 'no-cors' }), 403);
  assert.equal(await statuses({ 'Sec-Fetch-Site': 'same-origin', 'Sec-Fetch-Mode': 'cors' }), 200);
  assert.equal(
    await statuses({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'navigate' }),
    200,
    'a link',
  );
});

test('what a form of another page could send is not taken', async () => {
  const body = JSON.stringify({ statement: 'RETURN 1 AS one' });
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    '',
  ]) {
    const headers: Record<string, string> = type === '' ? {} : { 'Content-Type': type };
    const answer = await raw(server().url, '/api/cases/sample/cypher', { method: 'POST', headers, body });
    assert.equal(answer.status, 415, type);
  }
  const preflight = await raw(server().url, '/api/cases/sample/cypher', {
    method: 'OPTIONS',
    headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
  });
  assert.equal(preflight.status, 403);
  assert.equal(preflight.headers['access-control-allow-origin'], undefined);
});

test('every answer carries the headers that browsers heed', async () => {
  for (const path of ['/', '/docs', '/api/cases', '/api/nothing', '/openapi.json']) {
    const { headers } = await raw(server().url, path);
    assert.match(
      headers['content-security-policy'] as string,
      /^default-src 'none';.*frame-ancestors 'none'/,
      path,
    );
    assert.doesNotMatch(headers['content-security-policy'] as string, /unsafe/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.equal(headers['x-powered-by'], undefined);
    assert.equal(headers['access-control-allow-origin'], undefined);
    assert.match(headers['x-request-id'] as string, /^[\w-]{8,64}$/);
  }
});

test('an id of a request is taken when it is harmless', async () => {
  const ids = async (id: string) =>
    (await raw(server().url, '/healthz', { headers: { 'X-Request-Id': id } })).headers['x-request-id'];
  assert.equal(await ids('abc-12345'), 'abc-12345');
  assert.notEqual(await ids('abc'), 'abc');
  assert.notEqual(await ids('{"a":"b","c":"d"}'), '{"a":"b","c":"d"}');
});

test('heads, halves and slow ones: what does not arrive in time is ended, and others are answered meanwhile', async () => {
  const { url } = server();
  const slow = talk(url, 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow:');
  const half = talk(
    url,
    'POST /api/cases/sample/cypher HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"statement"',
  );
  const dripping = Promise.all(
    Array.from({ length: 50 }, () => talk(url, 'GET / HTTP/1.1\r\n', 'Host: 127.0.0.1\r\n')),
  );
  for (let i = 0; i < 20; i++) assert.equal((await raw(url, '/api/cases')).status, 200);
  assert.match(await talk(url, 'NONSENSE\r\n\r\n'), /^HTTP\/1.1 400 /);
  assert.match(await slow, /^HTTP\/1.1 408 [\s\S]*"code":"REQUEST_TIMEOUT"/);
  for (const answer of await dripping) assert.match(answer, /^HTTP\/1.1 408 /);
  assert.match(await half, /^HTTP\/1.1 408 /);
  assert.equal((await raw(url, '/api/cases')).status, 200);
});

/** Somebody who gives out OIDC tokens. */
async function issuer(t: TestContext) {
  const pairs = { one: await generateKeyPair('RS256'), other: await generateKeyPair('ES256') };
  const keys = {
    keys: [{ ...(await exportJWK(pairs.one.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }],
  };
  const routes: RequestListener = (request, response) => {
    const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
    const answers: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer: url, jwks_uri: `${url}/keys` },
      '/keys': keys,
    };
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answers[request.url ?? '']));
  };
  const listening = createServer(routes).listen(0, '127.0.0.1');
  await once(listening, 'listening');
  t.after(() => listening.close());
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`, pairs };
}

test('tokens of OpenID Connect count by issuer, audience, time, key and role', async (t) => {
  const { url: iss, pairs } = await issuer(t);
  setEnv(t, { WAYLEAVE_OIDC_ISSUER: iss, WAYLEAVE_OIDC_AUDIENCE: 'wayleave' });
  const { url } = await serveCases(t, [small(t)]);
  const now = Math.floor(Date.now() / 1000);
  const good: JWTPayload = {
    iss,
    aud: 'wayleave',
    sub: 'kim@example',
    exp: now + 600,
    wayleave_role: 'analyst',
  };
  const signed = (payload: JWTPayload, key = pairs.one.privateKey, alg = 'RS256') =>
    new SignJWT(payload).setProtectedHeader({ alg, kid: 'one' }).sign(key);
  const asks = async (token: string) =>
    raw(url, '/api/me', { headers: { Authorization: `Bearer ${token}` } });
  const code = async (token: string) => {
    const answer = await asks(token);
    return answer.status === 200 ? (JSON.parse(answer.text) as { role: string }).role : codeOf(answer);
  };

  assert.deepEqual(JSON.parse((await asks(await signed(good))).text), {
    name: 'kim@example',
    role: 'analyst',
    by: 'oidc',
  });
  const roles = { wayleave_role: ['other', 'viewer', 'investigator'] };
  assert.equal(await code(await signed({ ...good, ...roles })), 'investigator', 'the highest of a list');
  assert.equal(await code(await signed({ ...good, aud: ['x', 'wayleave'] })), 'analyst');

  const no = 'UNAUTHENTICATED';
  assert.equal(await code(await signed({ ...good, iss: 'https://evil.example' })), no);
  assert.equal(await code(await signed({ ...good, aud: 'another' })), no);
  assert.equal(await code(await signed({ ...good, exp: now - 60 })), no);
  assert.equal(await code(await signed({ ...good, nbf: now + 600 })), no);
  assert.equal(await code(await signed(without(good, ['exp']) as JWTPayload)), no);
  assert.equal(await code(await signed(without(good, ['sub']) as JWTPayload)), no);
  assert.equal(
    await code(await signed(good, (await generateKeyPair('RS256')).privateKey)),
    no,
    'a wrong key',
  );
  assert.equal(
    await code(await signed(good, pairs.other.privateKey, 'ES256')),
    no,
    'a key that is not published',
  );
  assert.equal(await code(new UnsecuredJWT(good).encode()), no, 'alg none');
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(pairs.one.publicKey)));
  const confused = await new SignJWT(good).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(secret);
  assert.equal(await code(confused), no, 'the public key as a secret');
  const [head, , tail] = (await signed(good)).split('.');
  const changed = Buffer.from(JSON.stringify({ ...good, wayleave_role: 'investigator' })).toString(
    'base64url',
  );
  assert.equal(await code(`${head ?? ''}.${changed}.${tail ?? ''}`), no, 'changed after it was signed');
  assert.equal(await code(await signed({ ...good, wayleave_role: 'admin' })), 'FORBIDDEN');
  assert.equal((await raw(url, '/api/me')).status, 401, 'no token at all');
});

test('an issuer that is away lets nobody in, and is asked again when it is back', async (t) => {
  const { url: iss, pairs } = await issuer(t);
  setEnv(t, {
    WAYLEAVE_OIDC_ISSUER: iss,
    WAYLEAVE_OIDC_AUDIENCE: 'wayleave',
    WAYLEAVE_OIDC_JWKS: 'http://127.0.0.1:1/keys',
  });
  const { url } = await serveCases(t, [small(t)]);
  const payload = { iss, aud: 'wayleave', sub: 'kim', wayleave_role: 'viewer' };
  const token = await new SignJWT(payload)
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .setExpirationTime('5m')
    .sign(pairs.one.privateKey);
  const answer = await raw(url, '/api/me', { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 401);
  assert.match(answer.text, /keys of the issuer cannot be had/);
});

test('pages that hold no data need no token, and data does', async (t) => {
  const dir = caseCopy(t, KAKAOPAY);
  makeTokens(dir);
  const { url } = await serveCases(t, [dir]);
  for (const path of ['/', '/docs', '/openapi.json', '/healthz', '/readyz']) {
    assert.equal((await raw(url, path)).status, 200, path);
  }
  for (const path of [
    '/api/cases',
    '/metrics',
    '/cases/sample/lineage.json',
    '/cases.json',
    '/db/sample/query/v2',
  ]) {
    const { status } = await raw(url, path, path.startsWith('/db') ? { method: 'POST' } : {});
    assert.equal(status, 401, path);
  }
});
