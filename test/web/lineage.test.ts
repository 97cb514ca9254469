import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { openBrowser } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';
import { lineageWorks } from './lineage-works.js';

const skip = withoutChromium();

test('the map, its sentence and its trails say what the server says', { skip }, async (t) => {
  const { url } = await serveCases(t, [caseCopy(t, KAKAOPAY), writeMixedCase(tempDir(t))]);
  await lineageWorks(t, await openBrowser(t), url, () => Promise.resolve(url));
});
