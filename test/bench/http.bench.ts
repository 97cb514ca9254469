import autocannon from 'autocannon';
import express from 'express';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { writeKakaopay } from '../../src/cli/seed.js';
import { limits } from '../../src/config.js';
import { serve } from '../../src/http/server.js';

/**
 * Requests a second and the 99th percentile of five typical operations, beside a bare Express route that answers with the same
 * bytes in the same process and run: what counts is the ratio. How long suppositions take, and a minute of all of it at
 * once. The Kakaopay case at 1:10,000. `npm run bench -- http [SECONDS [SECONDS OF ALL AT ONCE]]`
 */
const seconds = Number(process.argv[2] ?? 5);
const together = Number(process.argv[3] ?? 60);
const CONNECTIONS = 16;
const SUPPOSITIONS = 60;

process.env['WAYLEAVE_LOG'] = 'silent';
process.env['WAYLEAVE_RATE'] = '0';

const dir = mkdtempSync(join(tmpdir(), 'wayleave-bench-'));
try {
  const kase = join(dir, 'kakaopay');
  await writeKakaopay('1:10000', kase);
  const server = await serve({
    cases: [kase],
    port: '0',
    limits: limits({ memory: '2GB' }),
    operator: 'bench',
  });
  try {
    await server.ready();
    for (const c of server.service.cases) await c.graph.prepare(c.snapshot().fingerprint);
    await compare(server.url);
    await supposition(server.url);
    await allAtOnce(server.url);
  } finally {
    await server.close();
  }
} finally {
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

interface Asked {
  readonly name: string;
  readonly path: string;
  readonly body?: unknown;
}

/** Answers that are kept after the first time are what a page asks for most; Cypher is asked anew each time. */
function operations(): readonly Asked[] {
  const api = '/api/cases/kakaopay';
  const statement =
    'MATCH (p:Processor)-[:SENDS]->(f:Flow) RETURN p.id AS sender, count(f) AS flows ORDER BY sender';
  return [
    { name: 'case in numbers', path: api },
    { name: 'page of trails', path: `${api}/trails?foreign=true&order=-people&limit=50` },
    { name: 'lineage', path: `${api}/lineage` },
    { name: 'query by name', path: `${api}/queries/people/exposed` },
    { name: 'Cypher', path: `${api}/cypher`, body: { statement } },
  ];
}

function requestOf({ path, body }: Asked): autocannon.Request {
  if (body === undefined) return { method: 'GET', path };
  return {
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

async function load(url: string, requests: autocannon.Request[], duration: number, connections: number) {
  await autocannon({ url, connections, requests, amount: 200, workers: 1 });
  const result = await autocannon({ url, connections, requests, duration, workers: 1, timeout: 60 });
  return {
    perSecond: result.requests.average,
    p99: result.latency.p99,
    errors: result.errors + result.non2xx,
  };
}

async function compare(url: string): Promise<void> {
  line('operation', 'requests/s', 'bare', 'ratio', 'p99 ms', 'bare');
  for (const asked of operations()) {
    const request = requestOf(asked);
    const headers = { 'Content-Type': 'application/json' };
    const init =
      asked.body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(asked.body) };
    const bytes = Buffer.from(await (await fetch(url + asked.path, init)).arrayBuffer());
    const bare = express()
      .use((_request, response) => {
        response.set('Content-Type', 'application/json; charset=utf-8').end(bytes);
      })
      .listen(0, '127.0.0.1');
    await once(bare, 'listening');
    const ours = await load(url, [request], seconds, CONNECTIONS);
    const theirs = await load(
      `http://127.0.0.1:${(bare.address() as AddressInfo).port}`,
      [request],
      seconds,
      CONNECTIONS,
    );
    bare.close();
    bare.closeAllConnections();
    const errors = ours.errors > 0 ? [`${ours.errors} errors`] : [];
    line(
      asked.name,
      ours.perSecond.toFixed(0),
      theirs.perSecond.toFixed(0),
      (theirs.perSecond / ours.perSecond).toFixed(1),
      String(ours.p99),
      String(theirs.p99),
      ...errors,
    );
  }
}

/** Each supposes something else, so that none is answered from what is kept. */
async function supposition(url: string): Promise<void> {
  const taken: number[] = [];
  for (let i = 0; i < SUPPOSITIONS; i++) {
    const facts = { beneficiary: 'exporter', supervised: true, disclosed: true, policy: `p${i}` };
    const body = { change: { contracts: { 'k-settlement': { fields: '*', purposes: '*', facts } } } };
    const began = performance.now();
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch(`${url}/api/cases/kakaopay/what-if`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    });
    await answer.arrayBuffer();
    taken.push(performance.now() - began);
  }
  const first = taken[0] ?? 0;
  taken.sort((a, b) => a - b);
  const at = (share: number): string => (taken[Math.floor(taken.length * share)] ?? 0).toFixed(0);
  process.stdout.write(
    `what-if, ms: first ${first.toFixed(0)}, median ${at(0.5)}, 95 % within ${at(0.95)}\n`,
  );
}

async function allAtOnce(url: string): Promise<void> {
  // What was measured before is not of this load.
  await (await fetch(`${url}/metrics`)).arrayBuffer();
  const before = process.memoryUsage().rss;
  const all = await load(url, operations().map(requestOf), together, 64);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const block = Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics)?.[1]) * 1000;
  const grown = (process.memoryUsage().rss - before) / 1e6;
  process.stdout.write(
    `${together} s of all, 64 at once: ${all.perSecond.toFixed(0)} requests/s, p99 ${all.p99} ms, ${all.errors} errors, event loop held ${block.toFixed(0)} ms at most, resident memory ${grown.toFixed(0)} MB more\n`,
  );
}

function line(name: string, ...cells: readonly string[]): void {
  process.stdout.write(`${name.padEnd(18)}${cells.map((c) => c.padStart(12)).join('')}\n`);
}
