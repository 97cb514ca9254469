import { Command } from 'commander';
import { Catalog } from '../query/catalog.js';
import { printedQueries, queryList } from '../report/query-list.js';
import { print } from './print.js';
import { stdoutStyle } from './terminal.js';

/** The command `wayleave queries`, ready to be added to the program. */
export function queriesCommand(): Command {
  return new Command('queries')
    .description('list the queries that can be asked by name, with their parameters')
    .option('--json', 'print them as JSON, with their columns')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const { queries } = Catalog.load();
      await print(
        json === true
          ? `${JSON.stringify(printedQueries(queries), null, 1)}\n`
          : queryList(queries, stdoutStyle()),
      );
    });
}
