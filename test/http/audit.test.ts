import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs, {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { AuditLog, verifyAudit } from '../../src/store/audit-log.js';
import { raw } from '../support/http.js';
import { serveCases, serverForFile } from '../support/server.js';
import { BASE, HEADER, tempDir, writeFiles } from '../support/workspace.js';

const server = serverForFile();
const path = (): string => join(server().dir, '.wayleave', 'audit.jsonl');
type Entry = Readonly<Record<string, unknown>>;
const entries = (): Entry[] =>
  existsSync(path())
    ? readFileSync(path(), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Entry)
    : [];

const post = (statement: string) => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ statement }),
});

test('who, when, what, how many rows and which persons: each read of rows is a line, and nothing else is', async () => {
  const before = entries().length;
  for (const quiet of ['', '/flows', '/trails.csv', '/lineage', '/queries/people/exposed', '/export/json']) {
    assert.equal((await raw(server().url, `/api/cases/sample${quiet}`)).status, 200);
  }
  assert.equal(entries().length, before, 'numbers are not noted');

  const trails = JSON.parse((await raw(server().url, '/api/cases/sample/trails?limit=1')).text) as {
    items: { id: string }[];
  };
  const id = trails.items[0]?.id ?? '';
  const evidence = await raw(server().url, `/api/cases/sample/evidence/${id}?reveal=true`, {
    headers: { 'X-Request-Id': 'audit-test-1' },
  });
  const { rows } = JSON.parse(evidence.text) as { rows: { person: string }[] };
  const entry = entries().at(-1);
  assert.ok(entry !== undefined);
  assert.equal(entry['who'], 'tester');
  assert.equal(entry['role'], 'investigator');
  assert.equal(entry['by'], 'loopback');
  assert.equal(entry['what'], 'getEvidence');
  assert.equal(entry['request'], 'audit-test-1');
  assert.equal(entry['rows'], rows.length);
  assert.deepEqual(entry['asked'], { case: 'sample', id, reveal: true });
  assert.match(String(entry['at']), /^\d{4}-\d\d-\d\dT.*Z$/);
  const persons = entry['persons'] as string[];
  assert.ok(persons.length > 0 && persons.every((p) => /^u-[0-9a-f]{24}$/.test(p)), String(persons));
  for (const row of rows) assert.ok(!JSON.stringify(entry).includes(row.person), 'no real id in the log');

  const user = 'MATCH (u:User) RETURN u.id AS id ORDER BY id LIMIT 3';
  await raw(server().url, '/api/cases/sample/cypher', post(user));
  const cypher = entries().at(-1);
  assert.deepEqual([cypher?.['what'], cypher?.['rows']], ['askCypher', 3]);
  assert.equal((cypher?.['persons'] as string[]).length, 3);
  assert.equal((cypher?.['asked'] as Entry)['statement'], user);

  const looked = { userId: rows[0]?.person };
  await raw(server().url, '/api/cases/sample/persons/lookup', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(looked),
  });
  assert.equal(entries().at(-1)?.['what'], 'lookUpPerson');
  assert.doesNotMatch(readFileSync(path(), 'utf8'), new RegExp(rows[0]?.person ?? '-'), 'nor here');
});

test('what is refused or fails is noted as well, and an error shows nobody', async () => {
  const { url } = server();
  const somebody = 'u-0123456789abcdef01234567';
  const last = (): Entry => entries().at(-1) ?? {};
  const unknown = await raw(url, `/api/cases/sample/persons/${somebody}`);
  assert.equal(unknown.status, 404);
  assert.deepEqual(
    [last()['what'], last()['refused'], last()['persons']],
    ['getPerson', 'NOT_FOUND', [somebody]],
  );

  const everyone = 'MATCH (u:User) WITH collect(u.id) AS l RETURN sum(l) AS x';
  const failed = await raw(url, '/api/cases/sample/cypher', post(everyone));
  assert.equal(failed.status, 422, failed.text);
  assert.doesNotMatch(failed.text, /[0-9a-f]{24}/);
  assert.deepEqual([last()['what'], last()['refused']], ['askCypher', 'QUERY_FAILED']);
  assert.equal((last()['asked'] as Entry)['statement'], everyone);
});

test('a defect is noted like any other error, where persons were asked about', async () => {
  const { url, service } = server();
  const [served] = service.cases;
  assert.ok(served !== undefined);
  const id = served.snapshot().analysis.flows[0]?.id ?? '';
  Object.defineProperty(served, 'rows', {
    configurable: true,
    value: () => Promise.reject(new TypeError('broken')),
  });
  try {
    assert.equal((await raw(url, `/api/cases/sample/evidence/${id}`)).status, 500);
    const last = entries().at(-1) ?? {};
    assert.deepEqual([last['what'], last['refused'], last['rows']], ['getEvidence', 'INTERNAL', 0]);
  } finally {
    Reflect.deleteProperty(served, 'rows');
  }
});

test('whoever is asked for is noted, wherever they stand: in parameters, in the address, cut out of their pseudonym', async () => {
  const { url } = server();
  const persons = (): unknown => entries().at(-1)?.['persons'];
  const one = 'MATCH (u:User) RETURN u.id AS id ORDER BY id LIMIT 1';
  const answer = await raw(url, '/api/cases/sample/cypher', post(one));
  const { rows } = JSON.parse(answer.text) as { rows: { id: string }[] };
  const id = rows[0]?.id ?? '';
  const flows = 'MATCH (u:User {id: $p})-[:MEMBER_OF]->(:Cohort)-[:SUBJECT_OF]->(f:Flow) RETURN f.id AS f';
  await raw(url, '/api/cases/sample/cypher', {
    ...post(''),
    body: JSON.stringify({ statement: flows, parameters: { p: id } }),
  });
  assert.deepEqual(persons(), [id]);
  assert.deepEqual((entries().at(-1)?.['asked'] as Entry)['parameters'], { p: id });
  await raw(url, `/api/cases/sample/queries/people/flows-of-person?person=${id}`);
  assert.deepEqual(persons(), [id]);
  await raw(
    url,
    '/api/cases/sample/cypher',
    post('MATCH (u:User) RETURN substring(u.id, 2) AS x ORDER BY x LIMIT 1'),
  );
  assert.deepEqual(persons(), [id]);
});

test('a query that names persons is noted each time, although its answer could be kept', async () => {
  const trails = JSON.parse((await raw(server().url, '/api/cases/sample/trails?limit=1')).text) as {
    items: { id: string }[];
  };
  const query = `/api/cases/sample/queries/evidence/of-trail?trail=${trails.items[0]?.id ?? ''}`;
  const before = entries().length;
  for (let i = 0; i < 3; i++) {
    const answer = await raw(server().url, query);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual([answer.headers.etag, answer.headers['cache-control']], [undefined, 'no-store']);
  }
  assert.equal(entries().length, before + 3);
});

test('rejected rows are noted with everyone whose they are, whatever they were rejected for', async (t) => {
  const dir = writeFiles(join(tempDir(t), 'small'), {
    ...BASE,
    'transfers.csv': `${HEADER}2024-01-01,anna.secret,anna.secret,lab,phone,pay,,\n2024-01-01,,shop,lab,phone,pay,,\n`,
  });
  const small = await serveCases(t, [dir]);
  const answer = await raw(small.url, '/api/cases/small/rejects');
  assert.doesNotMatch(answer.text, /secret/);
  const { items } = JSON.parse(answer.text) as { items: { value: string | null }[] };
  assert.match(items[0]?.value ?? '', /^u-[0-9a-f]{24}$/);
  const noted = readFileSync(join(dir, '.wayleave', 'audit.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const { persons } = JSON.parse(noted.at(-1) ?? '{}') as { persons: string[] };
  assert.deepEqual(persons, [items[0]?.value]);
});

test('a rejected row is noted with whom it names, and evidence shows nobody in a record_id or a basis', async (t) => {
  const dir = writeFiles(join(tempDir(t), 'named'), {
    ...BASE,
    'transfers.csv': [
      `${HEADER}2024-01-01,anna.secret,shop,lab,phone,pay,told Anna.Secret,rec-anna.secret-1`,
      '2024-01-01,shop,bert.secret,lab,phone,pay,,',
      '2024-01-01,carl.secret,anna.secret,lab,phone,pay,,',
      '',
    ].join('\n'),
  });
  const { url } = await serveCases(t, [dir]);
  const last = (): string[] => {
    const lines = readFileSync(join(dir, '.wayleave', 'audit.jsonl'), 'utf8')
      .trim()
      .split('\n');
    return (JSON.parse(lines.at(-1) ?? '{}') as { persons: string[] }).persons;
  };
  const rejects = await raw(url, '/api/cases/named/rejects');
  assert.doesNotMatch(rejects.text, /secret/);
  for (const { value } of (JSON.parse(rejects.text) as { items: { value: string }[] }).items) {
    assert.match(value, /^u-[0-9a-f]{24}$/);
    assert.ok(last().includes(value));
  }
  await raw(url, '/api/cases/named/rejects?reveal=true');
  assert.equal(last().length, 4, 'those whose they are, and those who stand in another column');

  const { items } = JSON.parse((await raw(url, '/api/cases/named/flows')).text) as {
    items: { id: string }[];
  };
  const evidence = `/api/cases/named/evidence/${items[0]?.id ?? ''}`;
  for (const format of ['', '.csv']) {
    const { text } = await raw(url, `${evidence}${format}`);
    assert.doesNotMatch(text, /secret/i);
    assert.match(text, /rec-u-[0-9a-f]{24}-1/);
  }
  assert.match((await raw(url, `${evidence}?reveal=true`)).text, /rec-anna\.secret-1/);
});

test('many at once: no line is lost or torn, and the chain holds', async () => {
  const before = entries().length;
  const asked = Array.from({ length: 60 }, (_, i) =>
    raw(server().url, '/api/cases/sample/rejects', { headers: { 'X-Request-Id': `many-at-once-${i}` } }),
  );
  const other = new AuditLog(path());
  const own = Array.from({ length: 40 }, (_, i) => other.append({ who: 'another process', what: `w${i}` }));
  for (const { status } of await Promise.all(asked)) assert.equal(status, 200);
  await Promise.all(own);
  const now = entries().slice(before);
  assert.equal(now.length, 100);
  const ids = now.flatMap((e) => (e['request'] === undefined ? [] : [e['request']]));
  assert.equal(new Set(ids).size, 60);
  assert.equal(verifyAudit(path()).entries, entries().length);
});

test('rows are answered only once they are noted: not at all while that is impossible', async () => {
  const kept = `${path()}.kept`;
  renameSync(path(), kept);
  // A folder cannot be appended to.
  mkdirSync(path());
  const refused = await raw(server().url, '/api/cases/sample/rejects');
  assert.equal(refused.status, 503);
  assert.match(refused.text, /AUDIT_UNWRITABLE/);
  assert.doesNotMatch(refused.text, /UNKNOWN_PROCESSOR/);
  rmdirSync(path());
  renameSync(kept, path());
  assert.equal((await raw(server().url, '/api/cases/sample/rejects')).status, 200);
});

/** `wayleave audit verify`. */
function verify(...words: string[]): { status: number | null; text: string } {
  const cli = join(packageRoot(), 'dist', 'src', 'cli', 'main.js');
  const ran = spawnSync(process.execPath, [cli, 'audit', 'verify', server().dir, ...words], {
    encoding: 'utf8',
  });
  return { status: ran.status, text: ran.stdout + ran.stderr };
}

test('a line that is changed, taken out, put in or cut off is found', (t) => {
  const good = readFileSync(path(), 'utf8');
  const lines = good.trim().split('\n');
  assert.equal(verify().status, 0);
  const { head } = verifyAudit(path());
  assert.ok(verify().text.includes(head));
  assert.match(verify().text, /Not proved without --head: the last entry, the end, /);
  assert.equal(verify('--head', head).status, 0);
  assert.match(verify('--head', head).text, /Proved by the head that was given: every entry, and/);

  const middle = Math.floor(lines.length / 2);
  const tries: Readonly<Record<string, readonly string[]>> = {
    'a name changed': lines.map((l, i) => (i === middle ? l.replace('tester', 'nobody') : l)),
    'a line taken out': lines.filter((_, i) => i !== middle),
    'two lines exchanged': lines.map((l, i) => (i === 1 ? (lines[2] ?? l) : i === 2 ? (lines[1] ?? l) : l)),
    'a line put in': [...lines.slice(0, middle), lines[0] ?? '', ...lines.slice(middle)],
    'the first line taken out': lines.slice(1),
  };
  const copy = join(tempDir(t), 'audit.jsonl');
  for (const [what, changed] of Object.entries(tries)) {
    writeFileSync(copy, `${changed.join('\n')}\n`);
    assert.throws(() => verifyAudit(copy), /was changed/, what);
  }
  writeFileSync(copy, `${lines.slice(0, -1).join('\n')}\n`);
  assert.equal(verifyAudit(copy).entries, lines.length - 1, 'the end cut off: nothing within tells');
  assert.throws(() => verifyAudit(copy, head), /cut off the end/, 'but a head that was noted does');
  writeFileSync(copy, good.replace(/tester(?=[^\n]*\n$)/, 'nobody'));
  assert.notEqual(readFileSync(copy, 'utf8'), good);
  assert.equal(verifyAudit(copy).entries, lines.length, 'the last line changed: nothing within tells');
  assert.throws(() => verifyAudit(copy, head), /was changed/, 'but a head that was noted does');

  writeFileSync(path(), `${(tries['a name changed'] ?? []).join('\n')}\n`);
  const found = verify();
  assert.equal(found.status, 1);
  assert.match(found.text, new RegExp(`AUDIT_BROKEN[\\s\\S]*audit.jsonl:${middle + 2}`));
  writeFileSync(path(), good);
});

test('a line that a crash left half written stays, and the log goes on', async () => {
  appendFileSync(path(), '{"at":"2024-01-01T00:0');
  assert.equal((await raw(server().url, '/api/cases/sample/rejects')).status, 200);
  const verified = verifyAudit(path());
  assert.equal(verified.torn, 1);
  assert.equal(verify().status, 0);
});

test('a log that is cut shorter while it is read ends where it does now', (t) => {
  const { entries, head } = verifyAudit(path());
  const longer = readFileSync(path()).length + 1000;
  t.mock.method(fs, 'fstatSync', () => ({ size: longer }));
  syncBuiltinESMExports();
  try {
    assert.deepEqual(verifyAudit(path()).entries, entries);
    assert.equal(verifyAudit(path()).head, head);
  } finally {
    t.mock.restoreAll();
    syncBuiltinESMExports();
  }
});
