import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Catalog } from '../../../src/query/catalog.js';
import { queriesKo } from '../../../src/web/text/queries-ko.js';

test('all that the catalog says of its queries and their parameters is there in Korean, and nothing else', () => {
  const said = new Set(
    Catalog.load().queries.flatMap(({ title, about, parameters }) => [
      title,
      about,
      ...parameters.map((p) => p.about),
    ]),
  );
  assert.deepEqual(Object.keys(queriesKo).sort(), [...said].sort());
  for (const text of Object.values(queriesKo)) assert.match(text ?? '', /[가-힣]/);
});
