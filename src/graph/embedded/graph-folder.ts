import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { WayleaveError } from '../../errors.js';
import { beginIn, flush, removeQuietly, replaceFile } from '../../store/files.js';
import type { HeldCase } from '../graph-store.js';

const GRAPH_FILE = /^[0-9a-f]{16}\.grafeo$/;
const OURS = /^(?:current\.json|load-\d+-[0-9a-f]{8})$/;

/** Milliseconds after which a file that no pointer names is a leftover. */
const LEFTOVER = 3_600_000;

const pointer = z.object({
  program: z.literal('wayleave'),
  title: z.string(),
  analysis: z.string(),
  schema: z.number(),
  file: z.string().regex(GRAPH_FILE),
});

/** A graph file and the case that it holds. */
export interface CurrentGraph extends HeldCase {
  readonly path: string;
}

/** The folder in which the graph of a case is, as one file, with a pointer to the file that counts. */
export class GraphFolder {
  constructor(readonly dir: string) {}

  /**
   * The graph that counts; null when there is none.
   *
   * @throws WayleaveError GRAPH_FOREIGN when the folder holds something else
   */
  current(): CurrentGraph | null {
    // Systems put hidden files of their own into folders (.DS_Store; .nfs… while a removed file is open somewhere).
    const names = (existsSync(this.dir) ? readdirSync(this.dir) : []).filter((name) => !name.startsWith('.'));
    const stranger = names.find((name) => !OURS.test(name) && !GRAPH_FILE.test(name));
    if (stranger !== undefined) throw this.#foreign(stranger);
    if (!names.includes('current.json')) return null;
    const { file, title, analysis, schema } = this.#pointer();
    const path = join(this.dir, file);
    return existsSync(path) ? { path, title, analysis, schema } : null;
  }

  /** An empty folder to build a graph in; leftovers of processes that are gone are removed. */
  begin(): string {
    try {
      mkdirSync(this.dir, { recursive: true, mode: 0o700 });
      return beginIn(this.dir, 'load');
    } catch (error) {
      throw new WayleaveError('STORE_UNUSABLE', `the folder ${this.dir} cannot be written`, {
        advice: 'Choose another folder with --store.',
        cause: error,
      });
    }
  }

  /**
   * Makes a graph file the one that counts. The switch is one rename of the pointer: whoever reads before or after finds
   * a whole graph, also when this process is killed at any moment.
   *
   * @param built path of the file
   * @param work an empty folder in the same place
   */
  publish(built: string, work: string, { title, analysis, schema }: HeldCase): void {
    const former = this.current();
    const file = `${randomBytes(8).toString('hex')}.grafeo`;
    flush(built);
    renameSync(built, join(this.dir, file));
    const pointing = join(work, 'current.json');
    writeFileSync(pointing, JSON.stringify({ program: 'wayleave', title, analysis, schema, file }));
    flush(pointing);
    replaceFile(pointing, join(this.dir, 'current.json'));
    for (const name of readdirSync(this.dir)) {
      const isFormer = former !== null && name === basename(former.path);
      if (GRAPH_FILE.test(name) && name !== file && (isFormer || this.#isOld(name))) {
        removeQuietly(join(this.dir, name));
      }
    }
  }

  /** Files of another process that is just publishing are young. */
  #isOld(name: string): boolean {
    const stat = statSync(join(this.dir, name), { throwIfNoEntry: false });
    return stat !== undefined && Date.now() - stat.mtimeMs > LEFTOVER;
  }

  #pointer(): z.infer<typeof pointer> {
    try {
      return pointer.parse(JSON.parse(readFileSync(join(this.dir, 'current.json'), 'utf8')));
    } catch (error) {
      throw this.#foreign('current.json', error);
    }
  }

  #foreign(name: string, cause?: unknown): WayleaveError {
    return new WayleaveError('GRAPH_FOREIGN', `the folder of the graph holds what is not ours: ${name}`, {
      place: { file: join(this.dir, name) },
      accepted: 'an empty folder, or one that holds a graph of Wayleave and nothing else',
      advice: 'Move it away, or choose another folder; nothing in it was changed.',
      ...(cause === undefined ? {} : { cause }),
    });
  }
}
