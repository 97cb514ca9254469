import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { openBrowser } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { timeWorks } from './time-works.js';

const skip = withoutChromium();

test('a window of months is counted by the server, exactly', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY)]);
  await timeWorks(t, await openBrowser(t), url);
});
