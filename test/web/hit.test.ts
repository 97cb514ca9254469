import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curveOf, pointAt } from '../../src/web/map/curve.js';
import { discAt, lineAt } from '../../src/web/map/hit.js';

const line = (id: string, y: number, width: number, bend = 0) => ({
  id,
  width,
  curve: curveOf({ x: 0, y }, { x: 200, y }, 10, 10, bend, width),
});

test('the line under a point is the nearest of those that reach it', () => {
  const lines = [line('above', 0, 2), line('below', 8, 2)];
  assert.equal(lineAt({ x: 100, y: 1 }, lines), 'above');
  assert.equal(lineAt({ x: 100, y: 7 }, lines), 'below');
  assert.equal(lineAt({ x: 100, y: 60 }, lines), undefined);
  assert.equal(lineAt({ x: 100, y: 1 }, []), undefined);
});

test('a wide line is met all over its width, a thin one a little beside it', () => {
  assert.equal(lineAt({ x: 100, y: 18 }, [line('wide', 0, 40)]), 'wide');
  assert.equal(lineAt({ x: 100, y: 18 }, [line('thin', 0, 1)]), undefined);
  assert.equal(lineAt({ x: 100, y: 3 }, [line('thin', 0, 1)]), 'thin');
});

test('a bent line is met on its curve, and not on the straight way between its ends', () => {
  const bent = line('bent', 0, 2, 0.5);
  assert.equal(lineAt(pointAt(bent.curve, 0.5), [bent]), 'bent');
  assert.equal(lineAt({ x: 100, y: 0 }, [bent]), undefined);
});

test('beyond its ends there is no line', () => {
  assert.equal(lineAt({ x: 260, y: 0 }, [line('one', 0, 2)]), undefined);
});

test('the disc under a point is the smallest that is there, as it is drawn over the others', () => {
  const discs = [
    { id: 'small', at: { x: 10, y: 0 }, radius: 4 },
    { id: 'large', at: { x: 0, y: 0 }, radius: 20 },
  ];
  assert.equal(discAt({ x: 11, y: 1 }, discs), 'small');
  assert.equal(discAt({ x: 11, y: 1 }, [...discs].reverse()), 'small');
  assert.equal(discAt({ x: -5, y: 0 }, discs), 'large');
  assert.equal(discAt({ x: 0, y: 21.5 }, discs), 'large');
  assert.equal(discAt({ x: 0, y: 23 }, discs), undefined);
});
