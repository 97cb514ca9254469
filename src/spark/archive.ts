import { createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { z } from 'zod';
import { packageRoot } from '../assets.js';
import { internal } from '../errors.js';
import { unwritable } from '../input/io-errors.js';

const PACKAGE = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * Packs the worker for the machines of a cluster: the Node program that runs this one, the part of Wayleave that a worker
 * is made of, and the packages that it needs, native parts included. So it is for machines like this one.
 *
 * @param path where the .zip goes
 * @returns bytes of the packed files
 * @throws WayleaveError EXPORT_UNWRITABLE
 */
export async function writeArchive(path: string): Promise<number> {
  const zip = new yazl.ZipFile();
  const node = process.platform === 'win32' ? 'node.exe' : 'node';
  zip.addFile(process.execPath, `bin/${node}`, { mode: 0o100755 });
  for (const [file, name] of workerFiles()) zip.addFile(file, name);
  zip.end();
  const out = createWriteStream(path);
  try {
    await pipeline(zip.outputStream, out);
  } catch (error) {
    throw unwritable(path, error);
  }
  return out.bytesWritten;
}

/** Every file of the worker: where it is, and its name in the archive. */
function workerFiles(): Map<string, string> {
  const root = packageRoot();
  const files = new Map<string, string>();
  const add = (file: string): void => void files.set(file, slashes(relative(root, file)));
  add(join(root, 'package.json'));
  for (const asset of filesBelow(join(root, 'src'), /\.(sql|yaml)$/)) add(asset);
  const packages = new Map<string, string>();
  const modules = [join(root, 'dist', 'src', 'spark', 'worker.js')];
  for (const module of modules) {
    add(module);
    for (const name of importsOf(module)) {
      if (!name.startsWith('.')) needPackage(packages, packageOf(name), root);
      else if (!modules.includes(resolve(dirname(module), name)))
        modules.push(resolve(dirname(module), name));
    }
  }
  for (const [name, dir] of packages) {
    for (const file of filesBelow(dir, /(?<!\.d\.[cm]?ts|\.map|\.md)$/)) {
      files.set(file, `node_modules/${name}/${slashes(relative(dir, file))}`);
    }
  }
  return files;
}

/** What a built module imports or requires, at once or when it is needed, but for Node's own. */
function importsOf(file: string): string[] {
  const found = readFileSync(file, 'utf8').matchAll(
    /(?:^(?:import|export)\s(?:[^'"`;=]*\sfrom\s+)?|\b(?:import|require)\()['"]([^'"]+)['"]/gm,
  );
  return [...found].flatMap(([, name]) => (name === undefined || name.startsWith('node:') ? [] : [name]));
}

function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

/** Notes a package and all that it depends on. @param from folder of who asks */
function needPackage(packages: Map<string, string>, name: string, from: string, optional = false): void {
  const dir = findPackage(name, from);
  if (dir === undefined) {
    if (optional) return;
    throw internal(`the package ${name} is not installed`);
  }
  const known = packages.get(name);
  if (known !== undefined) {
    if (known !== dir) throw internal(`two packages ${name} are installed: ${known} and ${dir}`);
    return;
  }
  packages.set(name, dir);
  const { dependencies, optionalDependencies } = PACKAGE.parse(
    JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')),
  );
  for (const needed of Object.keys(optionalDependencies)) needPackage(packages, needed, dir, true);
  for (const needed of Object.keys(dependencies)) {
    needPackage(packages, needed, dir, needed in optionalDependencies);
  }
}

function findPackage(name: string, from: string): string | undefined {
  for (let dir = from; ; dir = dirname(dir)) {
    const found = join(dir, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
    if (dirname(dir) === dir) return undefined;
  }
}

function filesBelow(dir: string, names: RegExp): string[] {
  return readdirSync(dir, { withFileTypes: true, recursive: true })
    .filter((e) => e.isFile() && names.test(e.name) && basename(e.parentPath) !== '.bin')
    .map((e) => join(e.parentPath, e.name));
}

function slashes(path: string): string {
  return path.replaceAll('\\', '/');
}
