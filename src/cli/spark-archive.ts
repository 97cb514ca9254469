import { Command } from 'commander';
import { n } from '../report/text.js';
import { writeArchive } from '../spark/archive.js';
import { print } from './print.js';

/** The command `wayleave spark-archive`, ready to be added to the program. */
export function sparkArchiveCommand(): Command {
  return new Command('spark-archive')
    .description('pack the worker for the machines of a Spark cluster; see docs/scale-out.md')
    .argument('[file]', 'where it goes', `wayleave-worker-${process.platform}-${process.arch}.zip`)
    .action(async (file: string) => {
      const size = await writeArchive(file);
      await print(
        `${file}: ${n(size)} bytes, for ${process.platform} on ${process.arch} with Node ${process.version}\n`,
      );
    });
}
