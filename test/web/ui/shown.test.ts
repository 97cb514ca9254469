import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showable } from '../../../src/model/text.js';
import { hiddenApart, isolated, pieces, shownText } from '../../../src/web/ui/shown.js';

test('the page shows what reports and terminals show', () => {
  for (let code = 0; code < 0x10000; code++) {
    const text = `a${String.fromCharCode(code)}b`;
    if (code === 0xfdd0 || code === 0xfdd1) continue;
    assert.equal(shownText(text), showable(text), code.toString(16));
    const parts = hiddenApart(text);
    assert.equal(parts.map((part) => part.text).join(''), text);
    assert.equal(
      parts.some((part) => part.hidden),
      showable(text) !== text,
    );
  }
});

test('a name that could reorder a sentence is set apart in it, and no other', () => {
  assert.equal(isolated('Shop Inc.'), 'Shop Inc.');
  assert.equal(isolated('카카오'), '카카오');
  for (const name of ['شركة', 'חברה', 'a\u202eb', 'A*B']) {
    assert.deepEqual(pieces(`*2 people*: ${isolated(name)}, *3*`, 'emphasize'), [
      { text: '2 people', name: false, strong: true },
      { text: ': ', name: false, strong: false },
      { text: name, name: true, strong: false },
      { text: ', ', name: false, strong: false },
      { text: '3', name: false, strong: true },
    ]);
  }
  assert.equal(shownText(`to ${isolated('شركة\u202e')}.`), 'to \u2068شركة\ufffd\u2069.');
});

test('a text without marks is one piece, with its stars', () => {
  assert.deepEqual(pieces('2 * 3', 'as they are'), [{ text: '2 * 3', name: false, strong: false }]);
});
