import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../../../src/assets.js';
import { en } from '../../../src/web/text/en.js';
import { ko } from '../../../src/web/text/ko.js';
import { stageSaid } from '../../../src/web/text/stages.js';

test('every stage of the work of the server has words in Korean', () => {
  const src = join(packageRoot(), 'src');
  const files = readdirSync(src, { encoding: 'utf8', recursive: true }).filter((file) =>
    file.endsWith('.ts'),
  );
  const stages = files.flatMap((file) =>
    [
      ...readFileSync(join(src, file), 'utf8').matchAll(/(?:[oO]nProgress|report|#tasks)\('([A-Z][^']+)'/g),
    ].map(([, stage]) => stage ?? ''),
  );
  assert.ok(new Set(stages).size >= 4, stages.join());
  for (const stage of stages) {
    assert.match(stageSaid(stage, ko), /^[가-힣 ]+$/, stage);
    assert.equal(stageSaid(stage, en), stage);
  }
  assert.equal(stageSaid('', ko), ko.states.starting);
  assert.equal(stageSaid('Something new', ko), 'Something new');
});
