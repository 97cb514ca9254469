import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** Where Chromium or Chrome is on the systems that people have. */
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of a browser: the one that `WAYLEAVE_TEST_CHROMIUM` names, or one of the usual places; undefined when there is none. */
function findChromium(): string | undefined {
  const named = process.env['WAYLEAVE_TEST_CHROMIUM'];
  if (named !== undefined && named !== '') return named;
  const found = PLACES.find((path) => existsSync(path));
  if (found !== undefined || process.platform === 'win32') return found;
  const which = spawnSync('which', ['chromium', 'chromium-browser', 'google-chrome'], { encoding: 'utf8' });
  return which.stdout.split('\n').find((line) => line !== '');
}

/** Why tests of the page are left out; false when there is a browser. Under CI a missing browser is a failure. */
export function withoutChromium(): string | false {
  if (findChromium() !== undefined) return false;
  const reason = 'no Chromium found: install it, or name it in WAYLEAVE_TEST_CHROMIUM';
  if (process.env['CI'] !== undefined) throw new Error(reason);
  process.stderr.write(`SKIPPED: tests of the page: ${reason}\n`);
  return reason;
}

/** Starts the browser without a window, drawing in software so that it needs no graphics card. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium');
  return chromium.launch({
    executablePath,
    args: [
      // The sandbox of the browser refuses to work for root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
    ],
  });
}
