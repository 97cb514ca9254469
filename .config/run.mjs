// @ts-check
// Entry of every npm script: installs what is missing, builds what is stale, then does what is asked. Plain Node, so that
// a bare clone needs nothing else. What is said on the way goes to stderr: stdout belongs to the program.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';
const [command = 'help', ...args] = process.argv.slice(2);

/** Runs a program with its output on stderr (or as ours); ends the script when it fails. @param {string} program @param {string[]} words @param {boolean} [ours] */
function run(program, words, ours = false) {
  const done = spawnSync(program, words, {
    cwd: root,
    stdio: ours ? 'inherit' : ['ignore', 2, 2],
    shell: windows && program === 'npm',
  });
  if (done.error) throw done.error;
  if (done.status !== 0) process.exit(done.status ?? 1);
}

/** Where the program of a package is. @param {string} name */
function toolPath(name) {
  return join(root, 'node_modules', ...name.split('/'));
}

/** @param {string} name @param {string[]} words */
function tool(name, ...words) {
  run(process.execPath, [toolPath(name), ...words]);
}

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.wayleave-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  process.stderr.write('Installing dependencies …\n');
  run('npm', ['ci', '--no-fund', '--no-audit']);
  writeFileSync(stamp, lock);
}

const page = join('src', 'web');

/** Newest change of sources below a folder, but for the page's. @param {string} dir @returns {number} */
function newest(dir) {
  let latest = 0;
  for (const entry of readdirSync(join(root, dir), { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) latest = Math.max(latest, path === page ? 0 : newest(path));
    else if (/\.(tsx?|css|html|svg)$/.test(entry.name)) {
      latest = Math.max(latest, statSync(join(root, path)).mtimeMs);
    }
  }
  return latest;
}

/** Does what makes the files of a stamp, unless they are newer than their sources. @param {string} stamp @param {number} sources @param {string} saying @param {() => void} make */
function unlessFresh(stamp, sources, saying, make) {
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= sources) return;
  process.stderr.write(`${saying} …\n`);
  make();
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, '');
}

function build() {
  const settings = Math.max(
    ...['tsconfig.json', 'package-lock.json'].map((file) => statSync(join(root, file)).mtimeMs),
  );
  const program = Math.max(...['src', 'seed', 'test'].map(newest), settings);
  unlessFresh(join(root, 'dist', '.built'), program, 'Building', () => tool('typescript/bin/tsc', '-p', '.'));
  unlessFresh(
    join(root, 'dist', 'web', '.built'),
    Math.max(newest(page), newest(join('src', 'http', 'client')), settings),
    'Building the page',
    () => tool('vite/bin/vite.js', 'build', '--config', join(page, 'vite.config.ts')),
  );
}

/** The checks of the sources: two lines of them at once, as the first tool takes as long as all others. */
async function lint() {
  const all = await Promise.all([
    inTurn([
      'eslint/bin/eslint.js',
      '-c',
      '.config/eslint.config.js',
      // A clean checkout has no cache: there, every file is looked at.
      '--cache',
      '--cache-strategy',
      'content',
      '--cache-location',
      'node_modules/.cache/eslint/',
      '--no-error-on-unmatched-pattern',
      '--pass-on-no-patterns',
      'src/**/*.{ts,tsx}',
      'seed/**/*.ts',
      'test/**/*.ts',
    ]),
    inTurn(
      ['typescript/bin/tsc', '-p', page],
      ['prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.'],
      ['dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.config/dependency-cruiser.cjs', 'src'],
    ),
  ]);
  if (all.includes(false)) process.exit(1);
}

/** Runs tools one after the other, with their output on stderr; false when any has failed. @param {string[][]} tools */
async function inTurn(...tools) {
  let passed = true;
  for (const [name = '', ...words] of tools) {
    const child = spawn(process.execPath, [toolPath(name), ...words], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    const [code] = await once(child, 'exit');
    passed &&= code === 0;
  }
  return passed;
}

/** Test files below a folder of dist. @param {string} dir @returns {string[]} */
function testFiles(dir) {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return entry.name === 'bench' ? [] : testFiles(path);
    const source = join(root, path.replace(/^dist./, '').replace(/\.js$/, '.ts'));
    return entry.name.endsWith('.test.js') && existsSync(source) ? [path] : [];
  });
}

/** Makes the folder that the test files of this run share, with the Neo4j server that the first to need one starts there. */
function shareGround() {
  const ground = mkdtempSync(join(tmpdir(), 'wayleave-tests-'));
  Object.assign(process.env, { WAYLEAVE_TEST_RUN: ground, WAYLEAVE_TEST_RUNNER: String(process.pid) });
  process.on('exit', () => {
    try {
      process.kill(JSON.parse(readFileSync(join(ground, 'neo4j.json'), 'utf8')).pid, 'SIGKILL');
    } catch {
      // None was started, or it has ended: it ends with this process in any case.
    }
    rmSync(ground, { recursive: true, force: true, maxRetries: 10 });
  });
}

/** The browser for tests of the page. On a machine of continuous integration that lacks it, Debian's is installed. */
function browserForTests() {
  const missing = !['chromium', 'chromium-browser', 'google-chrome'].some((name) =>
    existsSync(`/usr/bin/${name}`),
  );
  const named = process.env['WAYLEAVE_TEST_CHROMIUM'] !== undefined;
  if (process.env['CI'] === undefined || !missing || named) return;
  // Elsewhere the tests themselves fail, and say what is missing.
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  process.stderr.write('Installing Chromium …\n');
  run('apt-get', ['update', '-q']);
  run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']);
}

const main = join(root, 'dist', 'src', 'cli', 'main.js');
install();
if (command === 'wayleave') {
  build();
  process.argv.splice(1, 2, main);
  await import(new URL('../dist/src/cli/main.js', import.meta.url).href);
} else if (command === 'build') build();
else if (command === 'lint') await lint();
else if (command === 'test') {
  build();
  await lint();
  shareGround();
  browserForTests();
  const files = args.length > 0 ? args : testFiles(join('dist', 'test')).sort();
  // What hangs fails; the longest file takes a quarter of that.
  const most = `--test-timeout=${30 * 60_000}`;
  run(process.execPath, ['--enable-source-maps', '--test', '--test-concurrency=2', most, ...files], true);
} else if (command === 'bench') {
  build();
  // `bench [NAME] [ARGUMENT …]`: test/bench/NAME.bench.ts, that of analyses when none is named.
  const named = args[0] !== undefined && existsSync(join(root, 'test', 'bench', `${args[0]}.bench.ts`));
  const [name, ...rest] = named ? args : ['analyze', ...args];
  run(process.execPath, [join(root, 'dist', 'test', 'bench', `${name}.bench.js`), ...rest], true);
} else if (command === 'docs') {
  build();
  const { PAGES } = await import(new URL('../dist/src/report/pages.js', import.meta.url).href);
  for (const [path, page] of PAGES) writeFileSync(join(root, path), page());
} else if (command === 'start') {
  build();
  run(process.execPath, [main, 'start', ...args], true);
} else {
  process.stderr.write(`run.mjs: unknown command ${command}\n`);
  process.exit(2);
}
