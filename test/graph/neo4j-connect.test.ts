import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import { authentication, connect, withoutSecrets } from '../../src/graph/neo4j/connect.js';
import { Neo4jStore } from '../../src/graph/neo4j-store.js';
import { freePort } from '../support/free-port.js';

/** The first bytes that a driver sends, to a server that then hangs up. */
async function firstBytes(scheme: string): Promise<Buffer> {
  const server = createServer();
  const first = new Promise<Buffer>((resolve) => {
    server.on('connection', (socket: Socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (bytes) => {
        resolve(bytes);
        socket.destroy();
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const driver = connect({ url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}` });
  try {
    driver.getServerInfo().catch(() => undefined);
    return await first;
  } finally {
    await driver.close();
    server.close();
  }
}

test('bolt and neo4j speak Bolt, with +s and +ssc TLS', async () => {
  for (const scheme of ['bolt', 'neo4j']) {
    assert.equal((await firstBytes(scheme)).subarray(0, 4).toString('hex'), '6060b017', scheme);
  }
  for (const scheme of ['bolt+s', 'bolt+ssc', 'neo4j+s', 'neo4j+ssc']) {
    // A record of the TLS handshake that holds a ClientHello.
    const bytes = await firstBytes(scheme);
    assert.deepEqual([bytes[0], bytes[1], bytes[5]], [22, 3, 1], scheme);
  }
});

test('who asks: nobody, a user, or a token', () => {
  assert.equal(authentication({}), undefined);
  const { scheme, principal, credentials } = authentication({ user: 'ada', password: 'pw' }) ?? {};
  assert.deepEqual([scheme, principal, credentials], ['basic', 'ada', 'pw']);
  const bearer = authentication({ token: 'abc', user: 'ada' });
  assert.deepEqual([bearer?.scheme, bearer?.credentials], ['bearer', 'abc']);
});

test('an address is checked, and shown without secrets', () => {
  for (const url of ['http://127.0.0.1', 'neo4j', 'bolt://', 'bolt+x://a']) {
    assert.throws(() => new Neo4jStore({ url }), { code: 'USAGE' }, url);
  }
  for (const secret of ['ada:pw', 'ada:p@w', 'ada:p/w', 'ada:p/@w']) {
    assert.equal(withoutSecrets(`bolt://${secret}@host:7687`), 'bolt://host:7687');
  }
  assert.equal(new Neo4jStore({ url: 'neo4j+s://host' }).address, 'neo4j+s://host');
});

test('a server that is not there is unavailable, with the address and what to do', async () => {
  const port = await freePort();
  const store = new Neo4jStore({ url: `bolt://127.0.0.1:${port}` });
  await assert.rejects(store.held(), (error: unknown) => {
    assert.ok(error instanceof Error && 'code' in error && 'advice' in error);
    assert.equal(error.code, 'GRAPH_UNAVAILABLE');
    assert.match(error.message, new RegExp(`127\\.0\\.0\\.1:${port}`));
    assert.match(String(error.advice), /server runs/);
    return true;
  });
  await store.close();
});
