import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walk } from '../../src/append/walks.js';
import { loadCase } from '../../src/case/load-case.js';
import { limits } from '../../src/config.js';
import { Database } from '../../src/duckdb/database.js';
import { TRANSFER_BYTES } from '../../src/evidence/gather.js';
import { codeLayout } from '../../src/evidence/history.js';
import { NO_COUNTS } from '../../src/model/counts.js';
import { BASE, tempDir, writeFiles } from '../support/workspace.js';

const PEOPLE = 20_000;
const TRANSFERS = `SELECT 'u' || i AS user_id, CAST(1700000000000000 + i AS BIGINT) AS at_us, 0 AS route, 0 AS file, CAST(i AS BIGINT) AS row FROM range(${PEOPLE}) r(i)`;
const CONSENTS =
  "SELECT '' AS user_id, 0 AS notice, 0.0::DOUBLE AS given_at, 0.0::DOUBLE AS withdrawn_at, 0.0::DOUBLE AS expires_at LIMIT 0";

test('histories that are gathered in several passes are all walked, though results are taken in with the same database', async (t) => {
  const dir = writeFiles(tempDir(t), {
    ...BASE,
    'transfers.csv': 'at,user_id,sender,recipient,fields,purpose\n',
  });
  const kase = await loadCase(dir);
  const db = await Database.open(':memory:', { memory: 1e9, threads: 2, tempDir: dir });
  t.after(() => {
    db.close();
  });
  const given = limits({ memory: '256MB', threads: '2' });
  const settings = {
    ...{ kase, db, counts: NO_COUNTS, collectors: [], layout: codeLayout(1, 1, PEOPLE), limits: given },
    routes: [{ sender: 'shop', recipient: 'ads', fields: ['phone'], purpose: 'pay', basis: '' }],
    onTransfers: () => undefined,
  };
  // Rows are gathered in as many passes as so many would take.
  const count = given.memory / 4 / TRANSFER_BYTES;
  let records = 0;
  let results = 0;
  let taking = 0;
  await walk(
    settings,
    {
      transfers: { query: TRANSFERS, places: [[0, 0]] },
      consents: CONSENTS,
      persons: undefined,
      count,
      begun: null,
    },
    async (result) => {
      assert.equal(taking++, 0, 'one after the other');
      for (let i = 0; i < 20; i++) await db.rows('SELECT 1');
      taking--;
      results++;
      records += result.records;
    },
  );
  assert.ok(results > 2, 'more than one pass of two walks');
  assert.equal(records, PEOPLE);
});
