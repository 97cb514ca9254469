import assert from 'node:assert/strict';
import type { GraphValue } from '../../src/graph/graph-store.js';

/** A value of an answer that is to be text. */
export function textOf(value: GraphValue | undefined): string {
  assert.ok(typeof value === 'string');
  return value;
}
