import { test } from 'node:test';
import { withoutChromium } from '../support/chromium.js';
import { writeMixedCase } from '../support/mixed-case.js';
import { neo4jForFile } from '../support/neo4j/for-file.js';
import { openBrowser } from '../support/page.js';
import { caseCopy, KAKAOPAY, serveCases } from '../support/server.js';
import { tempDir } from '../support/workspace.js';
import { consoleWorks } from './console-works.js';
import { lineageWorks } from './lineage-works.js';
import { takeAwayWorks } from './take-away-works.js';
import { timeWorks } from './time-works.js';
import { whatIfWorks } from './what-if-works.js';

const { skip: withoutNeo4j, database } = await neo4jForFile();
const skip = withoutChromium() || withoutNeo4j;

test('the page, on a server whose graph is in Neo4j', { skip }, async (t) => {
  const { uri, clear } = database();
  const browser = await openBrowser(t);
  const first = await serveCases(t, [caseCopy(t, KAKAOPAY)], { graph: uri });
  await consoleWorks(t, browser, first.url);
  await timeWorks(t, browser, first.url);
  await takeAwayWorks(t, browser, first.url);
  await whatIfWorks(t, browser, first.url);
  await lineageWorks(t, browser, first.url, async () => {
    // One database holds one case.
    await first.close();
    await clear();
    return (await serveCases(t, [writeMixedCase(tempDir(t))], { graph: uri })).url;
  });
});
