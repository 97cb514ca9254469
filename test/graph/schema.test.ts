import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NODES, RELATIONSHIPS } from '../../src/graph/schema.js';

test('a property has one type among nodes, and one among relationships', () => {
  for (const specs of [NODES, RELATIONSHIPS]) {
    const types = new Map<string, string>();
    for (const { name, type } of specs.flatMap((s) => s.properties)) {
      assert.equal(types.get(name) ?? type, type, name);
      types.set(name, type);
    }
  }
});
