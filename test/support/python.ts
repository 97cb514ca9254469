import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/assets.js';
import { lock } from './lock.js';

/** A Python with the packages of a file of requirements, or the reason why tests that need it are skipped. */
export type Python = { readonly skip: false; readonly program: string } | { readonly skip: string };

/**
 * Makes a virtual environment with exactly the packages that a file pins (in `node_modules/.cache`, once for each content
 * of the file; files of tests that run at once share it). Where that is not possible the tests are skipped, loudly; under
 * CI=true that is an error.
 *
 * @param requirements path below the package's root
 */
export async function pythonWith(requirements: string): Promise<Python> {
  const path = join(packageRoot(), requirements);
  const pins = createHash('sha256').update(readFileSync(path)).digest('hex').slice(0, 12);
  const cache = join(packageRoot(), 'node_modules', '.cache', 'wayleave');
  mkdirSync(cache, { recursive: true });
  const dir = join(cache, `python-${pins}`);
  const release = await lock(`${dir}.lock`);
  try {
    return installed(dir, path);
  } finally {
    release();
  }
}

/** @param path of the file of requirements */
function installed(dir: string, path: string): Python {
  const windows = process.platform === 'win32';
  const program = join(dir, windows ? 'Scripts' : 'bin', windows ? 'python.exe' : 'python');
  const stamp = join(dir, 'complete');
  if (existsSync(stamp)) return { skip: false, program };

  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const system = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (system === undefined) return unavailable('no Python on this machine');
  const steps: [string, string[]][] = [
    [system, ['-m', 'venv', dir]],
    [program, ['-m', 'pip', 'install', '--quiet', '--no-deps', '--disable-pip-version-check', '-r', path]],
  ];
  for (const [name, words] of steps) {
    const ran = spawnSync(name, words, { encoding: 'utf8' });
    if (ran.status !== 0)
      return unavailable(`${words.slice(0, 3).join(' ')}: ${ran.stderr.trim().slice(-300)}`);
  }
  writeFileSync(stamp, '');
  return { skip: false, program };
}

function unavailable(why: string): Python {
  if (process.env['CI'] === 'true')
    throw new Error(`these tests need Python, and it is not available: ${why}`);
  return { skip: `Python and its packages are not available: ${why}` };
}
