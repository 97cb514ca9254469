import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot, readAsset } from '../src/assets.js';

interface Manifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readAsset('package.json')) as Manifest;

/** Names of the packages that the program imports, but for its page, which is bundled. */
function imported(): Set<string> {
  const src = join(packageRoot(), 'src');
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !/^web[\\/]/.test(file),
  );
  const statement = /^(?:import .*|export .*|\}) from '([^'.][^']*)';$|\bimport\('([^'.][^']*)'\)/gm;
  const names = files.flatMap((file) =>
    [...readFileSync(join(src, file), 'utf8').matchAll(statement)].map(([, from, within]) => {
      const [scope = '', name = ''] = (from ?? within ?? '').split('/', 2);
      return scope.startsWith('@') ? `${scope}/${name}` : scope;
    }),
  );
  return new Set(names.filter((name) => !name.startsWith('node:') && !builtinModules.includes(name)));
}

test('whatever the program imports is installed with it', () => {
  const missing = [...imported()].filter((name) => manifest.dependencies[name] === undefined);
  assert.deepEqual(missing, []);
  const twice = Object.keys(manifest.dependencies).filter((n) => manifest.devDependencies[n] !== undefined);
  assert.deepEqual(twice, []);
});

test('the lockfile installs every dependency without those of development', () => {
  const lock = JSON.parse(readAsset('package-lock.json')) as {
    packages: Readonly<Record<string, { dev?: boolean; dependencies?: Readonly<Record<string, string>> }>>;
  };
  const pathOf = (name: string, from: string): string => {
    // As Node finds it: beside what is in the folder of the package that asks, then further out.
    const path = `${from}node_modules/${name}`;
    if (lock.packages[path] !== undefined || from === '') return path;
    return pathOf(name, from.slice(0, from.slice(0, -1).lastIndexOf('node_modules/')));
  };
  const left = Object.keys(manifest.dependencies).map((name) => pathOf(name, ''));
  const seen = new Set<string>();
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const found = lock.packages[path];
    assert.ok(found !== undefined, path);
    assert.equal(found.dev, undefined, path);
    for (const name of Object.keys(found.dependencies ?? {})) left.push(pathOf(name, `${path}/`));
  }
  assert.ok(seen.has('node_modules/wrap-ansi/node_modules/ansi-styles'));
});
