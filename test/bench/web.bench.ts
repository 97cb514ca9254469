import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { packageRoot } from '../../src/assets.js';
import { limits } from '../../src/config.js';
import { serve } from '../../src/http/server.js';
import { launchChromium } from '../support/chromium.js';
import { writeLargeCase } from '../support/large-case.js';

/**
 * Time to the first readable map and frames a second while panning, for 1,000 and 10,000 flows, beside a bare sigma.js page
 * that draws the same graph in the same browser in the same run: what counts is the ratio. And the bytes that the page
 * transfers. `node dist/test/bench/web.bench.js [FLOWS…]`
 */
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 10_000];
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };
const ROUNDS = 3;
const PANNING = 3000;

interface Measured {
  /** Milliseconds from the start of the navigation. */
  readonly shown: number;
  /** Frames a second. */
  readonly frames: number;
  readonly bytes: number;
}

process.env['WAYLEAVE_LOG'] = 'silent';
const dir = mkdtempSync(join(tmpdir(), 'wayleave-bench-'));
const browser = await launchChromium();
try {
  const bare = buildBarePage();
  process.stdout.write('flows   page                first map   frames/s   bytes\n');
  for (const flows of sizes) await compare(flows, bare);
} finally {
  await browser.close();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

async function compare(flows: number, bare: string): Promise<void> {
  const kase = writeLargeCase(join(dir, `case-${flows}`), flows);
  const server = await serve({
    cases: [kase],
    port: '0',
    limits: limits({ memory: '2GB' }),
    operator: 'bench',
  });
  await server.ready();
  const id = server.service.cases[0]?.id ?? '';
  const graph = await (await fetch(`${server.url}/api/cases/${id}/lineage?limit=20000`)).text();
  const beside = await serveFolder(bare, graph);
  const address = `http://127.0.0.1:${(beside.address() as AddressInfo).port}/`;
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    ours.push(await measure(browser, `${server.url}/cases/${id}/lineage?group=none`));
    theirs.push(await measure(browser, address));
  }
  const [a, b] = [median(ours), median(theirs)];
  const first = await measure(browser, `${server.url}/cases/${id}/lineage`);
  line(flows, 'as first shown', first);
  line(flows, 'every processor', a);
  line(flows, 'bare sigma.js', b);
  process.stdout.write(
    `        ratio               ${(a.shown / b.shown).toFixed(2).padStart(9)}   ${(a.frames / b.frames).toFixed(2).padStart(8)}\n`,
  );
  beside.close();
  await server.close();
}

function line(flows: number, name: string, { shown, frames, bytes }: Measured): void {
  const columns = [
    String(flows).padStart(6),
    name.padEnd(18),
    `${Math.round(shown)} ms`.padStart(9),
    frames.toFixed(1).padStart(8),
    String(bytes).padStart(9),
  ];
  process.stdout.write(`${columns.join('  ')}\n`);
}

/** Median of each figure. */
function median(all: readonly Measured[]): Measured {
  const middle = (pick: (m: Measured) => number) =>
    all.map(pick).sort((x, y) => x - y)[Math.floor(all.length / 2)] ?? NaN;
  return { shown: middle((m) => m.shown), frames: middle((m) => m.frames), bytes: middle((m) => m.bytes) };
}

async function measure(browser: Browser, address: string): Promise<Measured> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await session.send('Network.enable');
  await page.goto(address);
  const mark = `performance.getEntriesByName('map-shown')[0]?.startTime ?? NaN`;
  let shown = NaN;
  for (let i = 0; i < 1200 && Number.isNaN(shown); i++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    shown = Number(await page.evaluate(mark));
  }
  await page.waitForLoadState('networkidle');
  const frames = await pan(page);
  await context.close();
  return { shown, frames, bytes };
}

/** Frames a second while the map is dragged about. */
async function pan(page: Page): Promise<number> {
  await page.mouse.move(500, 450);
  await page.mouse.down();
  const counted = page.evaluate(`new Promise((resolve) => {
    const start = performance.now();
    let frames = 0;
    const next = (now) => {
      frames++;
      if (now - start < ${PANNING}) requestAnimationFrame(next);
      else resolve((frames * 1000) / (now - start));
    };
    requestAnimationFrame(next);
  })`);
  const end = performance.now() + PANNING;
  for (let i = 0; performance.now() < end; i++) {
    await page.mouse.move(500 + 120 * Math.sin(i / 7), 450 + 80 * Math.cos(i / 5));
  }
  const frames = Number(await counted);
  await page.mouse.up();
  return frames;
}

function buildBarePage(): string {
  const out = join(dir, 'bare');
  const root = join(packageRoot(), 'test', 'bench', 'bare-sigma');
  const vite = join(packageRoot(), 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(
    process.execPath,
    [vite, 'build', root, '--outDir', out, '--emptyOutDir', '--logLevel', 'warn'],
    {
      stdio: 'inherit',
    },
  );
  if (done.status !== 0) throw new Error('the bare page was not built');
  return out;
}

async function serveFolder(folder: string, graph: string): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.url === '/graph.json') {
      response.setHeader('content-type', 'application/json').end(graph);
      return;
    }
    const path = join(folder, request.url === '/' ? 'index.html' : (request.url ?? ''));
    if (!existsSync(path)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream');
    createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
