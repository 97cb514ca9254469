import assert from 'node:assert/strict';
import { test } from 'node:test';
import { showable } from '../../src/model/text.js';

test('what is shown to people orders no terminal about, and turns no name around', () => {
  // Bold that a name brings, the bell, one of the C1 controls, an override of the writing direction.
  assert.equal(
    showable('\u001b[1mShop\u0007\u009b2J \u202espa\u202c'),
    '\ufffd[1mShop\ufffd\ufffd2J \ufffdspa\ufffd',
  );
  assert.equal(showable('가게 ☂ שלום\n\tline'), '가게 ☂ שלום\n\tline');
});

test('the colors of the program itself stay, and nothing else that begins like them', () => {
  assert.equal(showable('\u001b[31mred\u001b[0m', 'kept'), '\u001b[31mred\u001b[0m');
  assert.equal(showable('\u001b[2J\u001b]0;title\u0007', 'kept'), '\ufffd[2J\ufffd]0;title\ufffd');
});
