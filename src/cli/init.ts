import { Command } from 'commander';
import { resolve } from 'node:path';
import { writeSkeleton } from '../case/skeleton.js';
import { print } from './print.js';

/** The command `wayleave init`, ready to be added to the program. */
export function initCommand(): Command {
  return new Command('init')
    .description('write a commented case that runs, to start from')
    .argument('<dir>', 'a new or empty folder')
    .action(async (dir: string) => {
      const files = writeSkeleton(resolve(dir));
      await print(
        `Wrote ${files.length} files. Next: wayleave analyze ${dir}\n` +
          'Logs of other programs (OpenLineage, consent records, TCF strings) are read with imports: docs/imports.md\n',
      );
    });
}
