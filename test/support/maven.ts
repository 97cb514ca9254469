import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/assets.js';
import { lock } from './lock.js';

/** A folder with jars, or why there is none on this machine. */
export type Artifacts = { readonly lib: string } | { readonly missing: string };

/**
 * Fetches jars with Maven unless they are there; files of tests that run at once share one fetch.
 *
 * @param name folder of `test/support` with the pom.xml whose dependencies are wanted
 * @param version in that pom.xml
 */
export async function mavenArtifacts(name: string, version: string): Promise<Artifacts> {
  if (!runs('java', '-version')) return { missing: 'no Java (17 or 21) on this machine' };
  const cache = join(packageRoot(), 'node_modules', '.cache', 'wayleave');
  const lib = join(cache, `${name}-${version}`);
  mkdirSync(cache, { recursive: true });
  const release = await lock(join(cache, `${name}.lock`));
  try {
    return existsSync(lib) ? { lib } : fetch(name, lib);
  } finally {
    release();
  }
}

function fetch(name: string, lib: string): Artifacts {
  if (!runs('mvn', '-version')) return { missing: `no Maven on this machine to fetch ${name} with` };
  const partial = `${lib}.partial`;
  rmSync(partial, { recursive: true, force: true });
  const fetched = spawnSync(
    'mvn',
    [
      ...['--batch-mode', '--quiet', '--file', join(packageRoot(), 'test', 'support', name, 'pom.xml')],
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies',
      `-DoutputDirectory=${partial}`,
    ],
    { encoding: 'utf8', shell: process.platform === 'win32' },
  );
  if (fetched.status !== 0) {
    return { missing: `Maven could not fetch ${name}: ${fetched.stdout}${fetched.stderr}`.slice(0, 1000) };
  }
  renameSync(partial, lib);
  return { lib };
}

function runs(program: string, word: string): boolean {
  const ran = spawnSync(program, [word], { stdio: 'ignore', shell: process.platform === 'win32' });
  return ran.status === 0;
}
