import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inflateRawSync } from 'node:zlib';
import { EXPORT_FORMATS } from '../../src/export/formats.js';
import { FORMATS, LANGUAGES } from '../../src/http/contract/exports.js';
import { REPORT_TEXTS } from '../../src/report/html/languages.js';
import { runCli } from '../support/cli.js';
import { serverForFile } from '../support/server.js';
import { tempDir } from '../support/workspace.js';

const server = serverForFile();
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server().url}/api/cases/sample/${path}`, { headers });

/** Lets the command write to a path. It is waited for, not blocked on: the server of this process answers meanwhile. */
async function writeExport(to: string, format: string, ...more: string[]): Promise<void> {
  const ran = await runCli(['export', server().dir, '--format', format, '--out', to, ...more]);
  assert.equal(ran.code, 0, ran.stderr);
}

/** Files of a zip by its central directory (APPNOTE 4.3.12), unpacked. */
function unzip(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(zip.lastIndexOf('PK\x05\x06') + 16);
  while (zip.readUInt32LE(at) === 0x02014b50) {
    const [size, name, extra, comment] = [20, 28, 30, 32].map((o) =>
      o === 20 ? zip.readUInt32LE(at + o) : zip.readUInt16LE(at + o),
    ) as [number, number, number, number];
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(begin, begin + size);
    const text = zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
    files.set(zip.toString('utf8', at + 46, at + 46 + name), text.toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return files;
}

test('formats and languages of the contract are those of the program', () => {
  assert.deepEqual([...FORMATS], [...EXPORT_FORMATS.keys()]);
  assert.deepEqual([...LANGUAGES].sort(), [...REPORT_TEXTS.keys()].sort());
});

test('each format is what the command writes, with its type and a name; several files are a zip', async (t) => {
  for (const [name, format] of EXPORT_FORMATS) {
    const out = join(tempDir(t), 'out');
    await writeExport(out, name);
    const answer = await get(`export/${name}`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('wayleave-complete'), 'true');
    const [type, file] = [answer.headers.get('content-type'), answer.headers.get('content-disposition')];
    const body = Buffer.from(await answer.arrayBuffer());
    if (format.kind === 'text') {
      assert.equal(type, `${format.mediaType}; charset=utf-8`);
      assert.equal(file, `attachment; filename=sample.${format.extension}`);
      assert.equal(body.toString('utf8'), readFileSync(out, 'utf8'));
    } else {
      assert.equal(type, 'application/zip');
      assert.equal(file, `attachment; filename=sample-${name}.zip`);
      const written = readdirSync(out).map((f) => [f, readFileSync(join(out, f), 'utf8')] as const);
      assert.deepEqual(new Map([...unzip(body)].sort()), new Map([...written].sort()));
    }
  }
});

test('one file of several, and a part by filters or by a query', async (t) => {
  const edges = await get('export/csv?file=edges.csv');
  assert.equal(edges.headers.get('content-type'), 'text/csv; charset=utf-8');
  assert.match(await edges.text(), /^source,target,label/);
  const none = await get('export/csv?file=../../key');
  assert.equal(none.status, 400);

  const trails = (await (await get('trails?verdict=unsupported&destination=alipay-sg')).json()) as {
    items: { id: string }[];
  };
  const part = await get('export/json?of=trails&verdict=unsupported&destination=alipay-sg');
  const { nodes } = (await part.json()) as { nodes: { key: string }[] };
  const exportedTrails = nodes.map((n) => n.key).filter((key) => key.startsWith('Trail:'));
  assert.deepEqual(exportedTrails.sort(), trails.items.map((t) => `Trail:${t.id}`).sort());
  assert.ok(nodes.some((n) => n.key === 'Processor:alipay-sg'));

  const out = join(tempDir(t), 'out');
  await writeExport(out, 'graphml', '--query', 'lineage/foreign-trails', '--param', 'jurisdiction=IE');
  const query = await get('export/graphml?query=lineage/foreign-trails&jurisdiction=IE');
  assert.equal(await query.text(), readFileSync(out, 'utf8'));
});

test('what an export cannot be is said', async () => {
  const codes = async (path: string): Promise<unknown> => {
    const answer = await get(path);
    return [answer.status, ((await answer.json()) as { code: string }).code];
  };
  assert.deepEqual(await codes('export/nothing'), [400, 'REQUEST_INVALID']);
  assert.deepEqual(await codes('export/neo4j-import?of=trails'), [400, 'REQUEST_INVALID']);
  assert.deepEqual(await codes('export/dot?verdict=unsupported'), [400, 'REQUEST_INVALID']);
  assert.deepEqual(await codes('export/dot?of=trails&colour=red'), [400, 'REQUEST_INVALID']);
  assert.deepEqual(await codes('export/dot?of=trails&minPeople=999999'), [422, 'EXPORT_EMPTY']);
  assert.deepEqual(await codes('export/dot?query=lineage/none'), [404, 'QUERY_UNKNOWN']);
  assert.deepEqual(await codes('export/dot?query=lineage/foreign-trails&jurisdiction=XX'), [
    400,
    'QUERY_PARAMETER',
  ]);
});

test('persons leave as pseudonyms, and only when they are asked for', async () => {
  const with_ = await (await get('export/json?users=true')).text();
  assert.equal(new Set(with_.match(/u-[0-9a-f]{24}/g)).size, 40);
  assert.doesNotMatch(with_, /kp-0000/, 'no real id');
  assert.doesNotMatch(await (await get('export/json')).text(), /u-[0-9a-f]{24}/);
  const log = readFileSync(join(server().dir, '.wayleave', 'audit.jsonl'), 'utf8');
  const entries = log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const noted = entries.filter((e) => e['what'] === 'exportGraph');
  assert.equal(noted.length, 1);
  assert.equal(noted[0]?.['rows'], 40);
});

test('nothing of an export stays in the store', () => {
  const left = readdirSync(join(server().dir, '.wayleave')).filter((name) => name.startsWith('run-'));
  assert.deepEqual(left, []);
});

test('the report is a page that allows itself its own style and nothing else, in the language that is asked for', async () => {
  const answer = await get('report', { 'Accept-Language': 'ko-KR, en;q=0.5', Accept: 'text/html' });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const html = await answer.text();
  assert.match(html, /<html lang="ko">/);
  const policy = answer.headers.get('content-security-policy') ?? '';
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  assert.equal(
    policy,
    `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  assert.doesNotMatch(html, /<script|kp-0000/);
  assert.match(html, /u-[0-9a-f]{24}/, 'evidence is part of it');
  assert.match(await (await get('report?lang=en', { 'Accept-Language': 'ko' })).text(), /<html lang="en">/);
  assert.match(await (await get('report', { 'Accept-Language': 'fr' })).text(), /<html lang="en">/);
});
