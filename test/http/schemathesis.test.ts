import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../src/assets.js';
import { pythonWith } from '../support/python.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { setEnv } from '../support/http.js';
import { renameSync } from 'node:fs';

/** Seconds that are spent on looking for what is wrong. */
const SECONDS = 50;

/** What is accepted by its form may still name nothing in the case; who may ask what, a matrix of our own knows. */
const EXCLUDED = 'positive_data_acceptance,ignored_auth';

const python = await pythonWith(join('test', 'http', 'requirements.txt'));

test('schemathesis finds nothing: what is documented is what is done', { skip: python.skip }, async (t) => {
  assert.ok(python.skip === false);
  setEnv(t, { WAYLEAVE_RATE: '0' });
  // Examples name this case.
  const copy = caseCopy(t, KAKAOPAY);
  const dir = join(copy, '..', 'kakaopay');
  renameSync(copy, dir);
  const { url } = await serveCases(t, [dir]);
  const words = [
    ...['--config-file', join(packageRoot(), 'test', 'http', 'schemathesis.toml')],
    ...[
      'run',
      `${url}/openapi.json`,
      '--checks',
      'all',
      '--exclude-checks',
      EXCLUDED,
      '--phases',
      'examples,coverage,fuzzing',
    ],
    ...['--max-examples', '8', '--max-time', String(SECONDS), '--request-timeout', '60'],
    // The same requests each time: what is found can be looked for again.
    ...['--seed', '20240522'],
    ...['--suppress-health-check', 'all', '--continue-on-failure', '--no-color', '--warnings', 'off'],
  ];
  // It leaves files where it runs.
  const ran = spawn(python.program, ['-m', 'schemathesis.cli', ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: dirname(dir),
  });
  t.after(() => ran.kill('SIGKILL'));
  let text = '';
  for (const stream of [ran.stdout, ran.stderr])
    stream.on('data', (data: Buffer) => (text += data.toString('utf8')));
  const [status] = (await once(ran, 'close')) as [number | null];
  assert.equal(status, 0, text);
  assert.match(text, /passed/);
});
