import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { analyzeAdding } from '../../src/append/analyze-adding.js';
import { packageRoot } from '../../src/assets.js';
import { limits } from '../../src/config.js';
import { analyze } from '../../src/pipeline.js';
import { printedText } from '../../src/report/json.js';
import { openSession } from '../../src/session.js';
import { analyzedAdding, analyzedWhole } from '../support/adding.js';
import { runCli } from '../support/cli.js';

const COLUMNS = 'at,user_id,sender,recipient,fields,purpose,basis,record_id\n';
/** Of a person who is there already, after all others; and of somebody new. */
const LATER = `${COLUMNS}2024-03-01T00:00:00Z,in,bank,lab,balance,lend,,\n2024-03-01T00:00:00Z,new,bank,ads,phone,pay,,\n`;
/** Of a person who is there already, before all others. */
const EARLIER = `${COLUMNS}2023-06-01T00:00:00Z,in,bank,lab,phone,pay,,\n`;
const CONSENTS = 'user_id,notice,given_at,withdrawn_at,expires_at\n';

/** A case with one person in each state of consent, its logs in folders. */
async function withCase(
  use: (dir: string, put: (path: string, text: string) => void) => Promise<void>,
): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'wayleave-adding-'));
  try {
    cpSync(join(packageRoot(), 'test', 'cases', 'consent-states'), dir, { recursive: true });
    for (const log of ['transfers', 'consents']) {
      mkdirSync(join(dir, log));
      cpSync(join(dir, `${log}.csv`), join(dir, log, 'a.csv'));
      rmSync(join(dir, `${log}.csv`));
    }
    await use(dir, (path, text) => {
      writeFileSync(join(dir, path), text);
    });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Asserts that adding comes to what analyzing everything does; tells what was done. */
async function added(dir: string): Promise<string> {
  const { note, ...result } = await analyzedAdding(dir);
  assert.deepEqual(result, await analyzedWhole(dir));
  return note;
}

test('whose history only goes on is gone on with; nobody else is walked', async () => {
  await withCase(async (dir, put) => {
    assert.match(await added(dir), /nothing is kept of a former analysis\. What is needed .* is kept/);
    put('transfers/b.csv', LATER);
    assert.match(
      await added(dir),
      /1 file read, 0 gone or changed; people gone on with: 2, walked again: 0, asked once more: 1/,
      'the first of a trail, whose earlier rows were read before; not the new person, whose rows are all here',
    );
    // Listed before the others: ties of rows go by the places of files now.
    put('transfers/0.csv', LATER.replaceAll('2024-03', '2024-04'));
    assert.match(await added(dir), /people gone on with: 2, walked again: 0, asked once more: 0/);
    put('transfers/c.csv', LATER.replaceAll('2024-03', '2024-05').replace(',new,', ',never,'));
    assert.match(
      await added(dir),
      /people gone on with: 2, walked again: 0, asked once more: 0/,
      'whose trail had another first before',
    );
  });
});

test('late rows, withdrawals, corrected and removed files have those walked again whom they concern', async () => {
  await withCase(async (dir, put) => {
    await added(dir);
    put('transfers/b.csv', EARLIER);
    assert.match(await added(dir), /gone on with: 0, walked again: 1/);
    put('consents/b.csv', `${CONSENTS}in,n1,2023-01-01,2023-02-01,\n`);
    assert.match(await added(dir), /walked again: 1,/);
    // After the last transfer of all: no record is decided otherwise.
    put('consents/c.csv', `${CONSENTS}in,n1,2030-01-01,,\n`);
    assert.match(await added(dir), /1 file read, 0 gone or changed; people gone on with: 0, walked again: 0/);
    put('transfers/b.csv', EARLIER.replace(',in,', ',never,'));
    assert.match(await added(dir), /1 file read, 1 gone or changed; people gone on with: 0, walked again: 2/);
    rmSync(join(dir, 'transfers', 'b.csv'));
    assert.match(
      await added(dir),
      /0 files read, 1 gone or changed; people gone on with: 0, walked again: 1/,
    );
  });
});

test('changed law has those walked again of whom it decides something otherwise', async () => {
  await withCase(async (dir, put) => {
    await added(dir);
    const notices = readFileSync(join(dir, 'notices.csv'), 'utf8');
    put('notices.csv', notices.replace(',true', ',false'));
    assert.match(
      await added(dir),
      /0 files read, 0 gone or changed; people gone on with: 0, walked again: [1-9]/,
    );
    put('purposes.csv', `${readFileSync(join(dir, 'purposes.csv'), 'utf8')}new,New,\n`);
    assert.match(await added(dir), /anew: names, places or options are others than before/);
  });
});

test('a mapped column may stand in files that were read before', async () => {
  await withCase(async (dir, put) => {
    const mapped = 'sources: { consents: { files: [consents/*], columns: { expires_at: until } } }\n';
    put('case.yaml', readFileSync(join(dir, 'case.yaml'), 'utf8') + mapped);
    put(
      'consents/a.csv',
      readFileSync(join(dir, 'consents', 'a.csv'), 'utf8').replace('expires_at', 'until'),
    );
    await added(dir);
    put('consents/b.csv', 'user_id,notice,given_at\nnew,n1,2024-01-01\n');
    assert.match(await added(dir), /1 file read/);
  });
});

test('a record id whose first row changes has everything analyzed anew, and one that is only repeated does not', async () => {
  await withCase(async (dir, put) => {
    const row = (id: string, user: string): string =>
      `${COLUMNS}2024-05-01T00:00:00Z,${user},bank,lab,phone,pay,,${id}\n`;
    put('transfers/b.csv', row('r1', 'in'));
    await added(dir);
    put('transfers/c.csv', row('r1', 'late'));
    assert.match(await added(dir), /1 file read.*gone on with: 0, walked again: 0/);
    rmSync(join(dir, 'transfers', 'b.csv'));
    assert.match(await added(dir), /anew: a file went, and rows that were rejected for repeating/);
    put('transfers/b.csv', row('r1', 'in'));
    assert.match(await added(dir), /anew: a file that stands before others repeats record ids/);
  });
});

test('a run whose files are removed by another that ends meanwhile analyzes everything anew', async () => {
  await withCase(async (dir, put) => {
    await added(dir);
    put('transfers/b.csv', LATER);
    const { kase, window, store } = await openSession(dir, {});
    const kept = store.kept();
    let replaced = false;
    const replacing = { kept: () => (replaced ? undefined : kept) };
    const notes: string[] = [];
    const run = store.beginRun();
    const analysis = await analyzeAdding(
      ...([analyze, replacing, kase, window, limits({ memory: '1GB', threads: '1' }), run] as const),
      () => {
        if (replaced) return;
        replaced = true;
        for (const name of kept?.files ?? []) rmSync(join(kept?.dir ?? '', name));
        rmSync(kept?.result ?? '');
      },
      (note) => notes.push(note),
    );
    assert.match(notes.join(' '), /anew: another analysis took the place of the former one meanwhile/);
    const whole = await analyzedWhole(dir);
    assert.deepEqual(JSON.parse([...printedText(analysis)].join('')), whole.printed);
  });
});

test('what is kept of a result that is gone is not added to', async () => {
  await withCase(async (dir, put) => {
    await added(dir);
    rmSync(join(dir, '.wayleave', 'results'), { recursive: true });
    put('transfers/b.csv', LATER);
    assert.match(await added(dir), /anew: the result that it belongs to is missing/);
  });
});

test('what is kept is the owner’s alone, is replaced as a whole, and goes with a result that is not added to', async () => {
  await withCase(async (dir, put) => {
    const kept = join(dir, '.wayleave', 'kept');
    const append = await runCli(['analyze', dir, '--append', '--json']);
    assert.equal(append.code, 0, append.stderr);
    assert.match(append.stderr, /is kept in the store/);
    const before = readdirSync(kept);
    assert.equal(before.filter((name) => name.endsWith('.kept')).length, 1);

    // What cannot be read leaves the former result and what is kept of it.
    put('transfers/b.parquet', 'no Parquet');
    put(
      'case.yaml',
      `${readFileSync(join(dir, 'case.yaml'), 'utf8')}sources: { transfers: { files: ['transfers/*'] } }\n`,
    );
    const failed = await runCli(['analyze', dir, '--append']);
    assert.equal(failed.code, 2);
    assert.deepEqual(readdirSync(kept), before);
    rmSync(join(dir, 'transfers', 'b.parquet'));

    put('transfers/b.csv', LATER);
    const added = await runCli(['analyze', dir, '--append', '--json']);
    assert.match(added.stderr, /people gone on with: 2/);
    assert.equal(readdirSync(kept).filter((name) => name.endsWith('.kept')).length, 1);

    // A part that is missing is said, and done without.
    rmSync(join(kept, readdirSync(kept).find((name) => name.endsWith('-persons.parquet')) ?? ''));
    put('transfers/c.csv', EARLIER);
    const anew = await runCli(['analyze', dir, '--append', '--json']);
    assert.match(anew.stderr, /anew: .*-persons\.parquet is missing from what was kept/);

    writeFileSync(join(kept, readdirSync(kept).find((name) => name.endsWith('.kept')) ?? ''), 'no state');
    put('transfers/d.csv', EARLIER);
    const damaged = await runCli(['analyze', dir, '--append', '--json']);
    assert.match(damaged.stderr, /anew: .*\.kept cannot be read/);

    put('transfers/e.csv', EARLIER);
    const plain = await runCli(['analyze', dir, '--json']);
    assert.equal(plain.stderr, '');
    assert.deepEqual(existsSync(kept) ? readdirSync(kept) : [], []);
    // Nothing changed, but nothing is kept: then it is analyzed for the sake of that.
    const again = await runCli(['analyze', dir, '--append', '--json']);
    assert.match(again.stderr, /nothing is kept of a former analysis/);
    assert.equal(again.stdout, plain.stdout);
  });
});

test('a cluster does not add', async () => {
  const { code, stderr } = await runCli([
    'analyze',
    'nowhere',
    '--append',
    '--engine',
    'spark',
    '--master',
    'local[1]',
  ]);
  assert.equal(code, 2);
  assert.match(stderr, /USAGE: --append cannot be used with --engine spark/);
});

test('places of lines in long files stay with their files, whose places among all change', async () => {
  await withCase(async (dir, put) => {
    const long = Array.from({ length: 6000 }, (_, i) => LATER.split('\n')[1 + (i % 2)] ?? '');
    put('transfers/b.csv', `${COLUMNS}${long.join('\n')}\n`);
    await added(dir);
    put('transfers/0.csv', LATER);
    await added(dir);
    const { places } = await analyzedAdding(dir);
    assert.deepEqual(
      places.map((p) => [p['file'], p['rows']]),
      [
        [2, 0n],
        [2, places[1]?.['rows']],
      ],
    );
  });
});
