import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { LABEL, layoutOf, type Box } from '../../../src/report/html/lineage-layout.js';
import type { Lineage } from '../../../src/report/html/lineage.js';
import { brokenName, widthOf } from '../../../src/report/html/text-lines.js';

const PLACES = ['KR', 'SG', 'US', 'CN', 'IE'];

const lineages: fc.Arbitrary<Lineage> = fc
  .record({
    names: fc.array(fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }), {
      minLength: 1,
      maxLength: 14,
    }),
    places: fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 14, maxLength: 14 }),
    arrows: fc.array(fc.tuple(fc.nat(13), fc.nat(13)), { maxLength: 30 }),
  })
  .map(({ names, places, arrows }) => ({
    entities: names.map((name, i) => {
      const place = PLACES[places[i] ?? 0] ?? null;
      return { id: `e${i}`, name, place, home: place === null || place === 'KR', people: 14 - i };
    }),
    arrows: arrows
      .filter(([a, b]) => a !== b && a < names.length && b < names.length)
      .map(([a, b], i) => ({ from: `e${a}`, to: `e${b}`, verdict: 'supported' as const, people: i + 1 })),
    all: { entities: names.length, arrows: arrows.length },
  }));

function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

test('entities do not cover each other, stand in their own region only, and all is within the picture', () => {
  fc.assert(
    fc.property(lineages, (lineage) => {
      const { width, height, regions, entities, arrows } = layoutOf(lineage);
      assert.equal(entities.length, lineage.entities.length);
      assert.equal(arrows.length, lineage.arrows.length);
      for (const [i, a] of entities.entries()) {
        for (const b of entities.slice(i + 1)) assert.ok(!overlap(a, b));
        for (const r of regions) assert.equal(overlap(a, r), r.place === a.entity.place);
      }
      for (const [i, a] of regions.entries()) for (const b of regions.slice(i + 1)) assert.ok(!overlap(a, b));
      for (const b of [...regions, ...entities]) {
        assert.ok(b.x >= 0 && b.y >= 0 && b.x + b.width <= width && b.y + b.height <= height);
      }
      for (const { curve, label } of arrows) {
        for (const p of curve) assert.ok(p.x >= 0 && p.x <= width && p.y >= 0 && p.y <= height);
        assert.ok(label.x - LABEL.width / 2 >= 0 && label.x + LABEL.width / 2 <= width);
      }
    }),
  );
});

test('arrows begin and end at the boxes of their entities', () => {
  fc.assert(
    fc.property(lineages, (lineage) => {
      const { entities, arrows } = layoutOf(lineage);
      const boxes = new Map(entities.map((e) => [e.entity.id, e]));
      for (const { arrow, curve } of arrows) {
        for (const [id, p] of [
          [arrow.from, curve[0]],
          [arrow.to, curve[3]],
        ] as const) {
          const box = boxes.get(id);
          assert.ok(box && (p.x === box.x || p.x === box.x + box.width));
          assert.ok(p.y > box.y && p.y < box.y + box.height);
        }
      }
    }),
  );
});

test('names are broken at spaces, long words anywhere, and what does not fit ends in an ellipsis', () => {
  assert.deepEqual(brokenName('Alipay Singapore E-Commerce Private Limited'), [
    'Alipay Singapore',
    'E-Commerce Private',
    'Limited',
  ]);
  assert.deepEqual(brokenName('카카오페이증권 주식회사'), ['카카오페이증권', '주식회사']);
  assert.deepEqual(brokenName(''), ['']);
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: 'grapheme' }), (name) => {
      const lines = brokenName(name);
      assert.ok(lines.length >= 1 && lines.length <= 3);
      assert.ok(lines.every((line) => widthOf(line) <= 21));
    }),
  );
});
