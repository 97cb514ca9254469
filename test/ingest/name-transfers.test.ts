import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { loadCase } from '../../src/case/load-case.js';
import { Database } from '../../src/duckdb/database.js';
import { sqlFile } from '../../src/duckdb/sql.js';
import { sameNames } from '../../src/ingest/name-transfers.js';
import { ALWAYS, readLogs } from '../../src/ingest/read-logs.js';
import { UNWATCHED } from '../../src/ingest/stage-log.js';
import { BASE, tempDir, writeFiles } from '../support/workspace.js';

const CSV = `at,user_id,sender,recipient,fields,purpose,basis
2024-01-01T00:00:00Z,u1,shop,ads,phone,pay,
2024-01-02T00:00:00Z,u1,shop,ads,phone,pay,n1
2024-01-03T00:00:00Z,u2,shop,lab,phone,pay,
2024-01-04T00:00:00Z,u2,shop,nobody,phone,pay,
2024-01-05T00:00:00Z,u3,shop,ads,phone,pay,
,u3,shop,ads,phone,pay,
`;
/** The same names as a list, which is told apart from the text. */
const JSON_LINES =
  '{"at":"2024-01-06","user_id":"u4","sender":"shop","recipient":"ads","fields":["phone"],"purpose":"pay"}\n';

test('transfers find their names by the hash of these as by all of them, and by all where two have one hash', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers/a.csv': CSV,
    'transfers/b.jsonl': JSON_LINES,
  });
  const db = await Database.open(':memory:', { memory: 1e9, threads: 1, tempDir: join(dir, 'spill') });
  t.after(() => {
    db.close();
  });
  await readLogs(db, await loadCase(dir), ALWAYS, UNWATCHED);
  const hashes = (await db.rows('SELECT hash FROM names')).map((row) => row['hash']);
  assert.ok(hashes.length >= 4);
  const found: unknown[] = [];
  for (const same of [sameNames(hashes), sameNames([...hashes, hashes[0]])]) {
    await db.run(sqlFile('ingest/sql/named.sql', { sound: 't.problem IS NULL', same }));
    found.push(await db.rows('SELECT file, row, route, code FROM named_transfers ORDER BY file, row'));
  }
  assert.notEqual(sameNames(hashes), sameNames([...hashes, hashes[0]]));
  assert.equal((found[0] as unknown[]).length, 6);
  assert.deepEqual(found[0], found[1]);
});
