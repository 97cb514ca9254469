import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { limits } from '../../src/config.js';
import { serve } from '../../src/http/server.js';
import { launchChromium } from '../support/chromium.js';
import { writeLargeCase } from '../support/large-case.js';
import { writeManyTrails } from '../support/many-trails-case.js';
import { buildBarePage, serveFolder } from './bare-page.js';
import { measureList, type ListMeasured } from './list.js';

/**
 * Time to the first readable map and frames a second while panning, for 1,000 and 10,000 flows, beside a bare sigma.js page
 * that draws the same graph in the same browser in the same run: what counts is the ratio. The page draws the pairs of most
 * people where there are many, and says so; the bare page draws once these, once all. And the bytes that the page transfers. Then the list of 50,000 trails, beside a bare virtual list of the same rows.
 * `node dist/test/bench/web.bench.js [FLOWS…] [trails]`
 */
const asked = process.argv.slice(2);
const sizes = asked.length > 0 ? asked.filter((word) => word !== 'trails').map(Number) : [1000, 10_000];
const withTrails = asked.length === 0 || asked.includes('trails');
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
  const load = loadavg().map((l) => l.toFixed(1));
  process.stdout.write(`The machine before: load ${load.join(', ')}.\n`);
  if (sizes.length > 0) {
    const bare = buildBarePage('bare-sigma', join(dir, 'bare-sigma'));
    process.stdout.write('flows   page                first map   frames/s   bytes\n');
    for (const flows of sizes) await compare(flows, bare);
  }
  if (withTrails) await compareLists(buildBarePage('bare-list', join(dir, 'bare-list')));
} finally {
  await browser.close();
  rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}

async function serveCase(kase: string) {
  const server = await serve({
    cases: [kase],
    port: '0',
    limits: limits({ memory: '2GB' }),
    operator: 'bench',
  });
  await server.ready();
  return { server, id: server.service.cases[0]?.id ?? '' };
}

async function compareLists(bare: string): Promise<void> {
  const { server, id } = await serveCase(writeManyTrails(join(dir, 'trails')));
  const trails = `${server.url}/api/cases/${id}/trails?foreign=true&order=-people&limit=500`;
  const { total } = (await (await fetch(trails)).json()) as { total: number };
  const beside = await serveFolder(bare, (url) => {
    if (!url.startsWith('/trails.json')) return undefined;
    const cursor = new URLSearchParams(url.split('?')[1] ?? '').get('cursor');
    return fetch(cursor === null ? trails : `${trails}&cursor=${encodeURIComponent(cursor)}`).then((r) =>
      r.text(),
    );
  });
  const ours = await measureList(browser, `${server.url}/cases/${id}/lineage`, total);
  const theirs = await measureList(browser, beside.url, total);
  process.stdout.write(`trails  page       first rows   frames/s   all rows   frames/s with all\n`);
  listLine(total, 'ours', ours);
  listLine(total, 'bare', theirs);
  const ratio = (pick: (m: ListMeasured) => number) => (pick(ours) / pick(theirs)).toFixed(2);
  process.stdout.write(
    `        ratio      ${ratio((m) => m.shown)} ${ratio((m) => m.frames)} ${ratio((m) => m.whole)} ${ratio((m) => m.framesAtEnd)}\n`,
  );
  beside.close();
  await server.close();
}

function listLine(total: number, name: string, { shown, frames, whole, framesAtEnd }: ListMeasured): void {
  const columns = [
    `${Math.round(shown)} ms`,
    frames.toFixed(1),
    `${whole.toFixed(1)} s`,
    framesAtEnd.toFixed(1),
  ];
  process.stdout.write(
    `${String(total).padStart(6)}  ${name}  ${columns.map((c) => c.padStart(10)).join(' ')}\n`,
  );
}

async function compare(flows: number, bare: string): Promise<void> {
  const { server, id } = await serveCase(writeLargeCase(join(dir, `case-${flows}`), flows));
  const graph = async (query: string) =>
    (await fetch(`${server.url}/api/cases/${id}/lineage${query}`)).text();
  const [same, whole] = [await graph(''), await graph('?limit=20000')];
  let given = same;
  const beside = await serveFolder(bare, (url) => (url === '/graph.json' ? given : undefined));
  const ours: Measured[] = [];
  const theirs: Measured[] = [];
  const all: Measured[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    ours.push(await measure(browser, `${server.url}/cases/${id}/lineage?group=none`));
    given = same;
    theirs.push(await measure(browser, beside.url));
    given = whole;
    all.push(await measure(browser, beside.url));
  }
  const [a, b] = [median(ours), median(theirs)];
  const first = await measure(browser, `${server.url}/cases/${id}/lineage`);
  line(flows, 'as first shown', first);
  line(flows, 'every processor', a);
  line(flows, 'bare, same pairs', b);
  line(flows, 'bare, all pairs', median(all));
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
