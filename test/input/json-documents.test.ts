import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonDocuments, jsonDocumentsOf } from '../../src/input/json-documents.js';

const cut = (text: string | Buffer, byLine = false): [number, string][] =>
  jsonDocumentsOf(Buffer.from(text), byLine).map((d) => [d.line, d.problem ?? d.text]);

test('documents are the items of a list, or stand one after another, each with the line on which it begins', () => {
  assert.deepEqual(cut('[\n  {"a": [1, {"b": "]}"}]},\n\n  {"c": "\\"{"}\n]\n'), [
    [2, '{"a": [1, {"b": "]}"}]}'],
    [4, '{"c": "\\"{"}'],
  ]);
  assert.deepEqual(cut('\uFEFF{"a":\n1}{"b":2}\n{"c":3}'), [
    [1, '{"a":\n1}'],
    [2, '{"b":2}'],
    [3, '{"c":3}'],
  ]);
  assert.deepEqual(cut('  \n'), []);
  assert.deepEqual(cut('[]'), []);
});

test('in JSON Lines a broken line spoils no other', () => {
  assert.deepEqual(cut('{"a":1}\n{"b":\n\n{"c":3}', true), [
    [1, '{"a":1}'],
    [2, '{"b":'],
    [4, '{"c":3}'],
  ]);
});

test('what is never closed, no text or no document is named as such', () => {
  assert.deepEqual(cut('{"a":1}\n{"b": {'), [
    [1, '{"a":1}'],
    [2, 'it is never closed'],
  ]);
  assert.deepEqual(cut(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])), [[1, 'it is not valid UTF-8']]);
  assert.deepEqual(cut('hello world\n{"a":1}'), [
    [1, 'hello world'],
    [2, '{"a":1}'],
  ]);
});

test('a document that is larger than anybody means is not kept, and the next one is read', () => {
  const huge = Buffer.concat([
    Buffer.from('{"a":"'),
    Buffer.alloc(65 << 20, 0x78),
    Buffer.from('"}\n{"b":1}'),
  ]);
  assert.deepEqual(
    jsonDocumentsOf(huge, false).map((d) => [d.line, d.problem ?? d.text]),
    [
      [1, 'it is larger than 64 MiB'],
      [2, '{"b":1}'],
    ],
  );
});

test('wherever the bytes are cut, the documents are the same', async () => {
  const bytes = Buffer.from('[{"é": "\\\\\\"}", "n": [1]},\n {"b": {"c": "x"}}]');
  const whole = jsonDocumentsOf(bytes, false);
  assert.equal(whole.length, 2);
  for (let size = 1; size < bytes.length; size++) {
    const pieces = async function* (): AsyncGenerator<Buffer> {
      for (let i = 0; i < bytes.length; i += size) yield await Promise.resolve(bytes.subarray(i, i + size));
    };
    const found = [];
    for await (const texts of jsonDocuments(pieces(), false)) found.push(...texts);
    assert.deepEqual(found, whole, `pieces of ${size}`);
  }
});
