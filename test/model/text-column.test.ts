import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'node:test';
import { joined, textAt, TextColumn } from '../../src/model/text-column.js';

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 40 });

/** One of each way to add a text. */
function columnOf(all: readonly string[]): TextColumn {
  const column = new TextColumn();
  all.forEach((text, i) => {
    if (i % 3 === 0) column.addText(text);
    else if (i % 3 === 1) {
      const bytes = Buffer.from(`before${text}after`);
      column.add(bytes, 6, bytes.length - 5);
    } else {
      const other = new TextColumn();
      other.addText(text);
      column.addAll(other.packed((size) => new SharedArrayBuffer(size)));
    }
  });
  return column;
}

test('texts are what was added, one by one and together', () => {
  const property = fc.property(texts, texts, (some, more) => {
    const column = columnOf(some);
    column.addAll(columnOf(more).packed());
    const all = [...some, ...more];
    assert.equal(column.length, all.length);
    const packed = column.packed();
    assert.deepEqual(
      all.map((_, i) => textAt(packed, i)),
      all,
    );
  });
  fc.assert(property);
});

test('texts are joined with what stands between them', () => {
  const property = fc.property(
    texts,
    fc.nat(40),
    fc.nat(40),
    fc.constantFrom('\u001f', '\ue000'),
    (all, a, b, s) => {
      const from = Math.min(a, b, all.length);
      const to = Math.min(Math.max(a, b), all.length);
      fc.pre(to > from);
      const made = joined(columnOf(all).packed(), from, to, Buffer.from(s));
      assert.equal(made.toString('utf8'), all.slice(from, to).join(s));
    },
  );
  fc.assert(property);
});
