import { Command } from 'commander';
import { resolve } from 'node:path';
import { loadCase } from '../case/load-case.js';
import { describePlace } from '../errors.js';
import { importLines, n } from '../report/text.js';
import { print } from './print.js';

/** The command `wayleave check`, ready to be added to the program. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'validate case.yaml, registers and rule packs, and warn of what is most likely a mistake; reads no log',
    )
    .argument('<case>', 'folder of the case')
    .action(async (caseDir: string) => {
      const kase = await loadCase(resolve(caseDir));
      const registers = Object.entries<readonly object[]>({ ...kase.registers });
      for (const { message, place, accepted } of kase.warnings) {
        const more = accepted === undefined ? '' : `\n  expected: ${accepted}`;
        process.stderr.write(`warning: ${message}\n  at ${describePlace(place)}${more}\n`);
      }
      const counts = registers.map(([name, rows]) => `  ${name.padEnd(14)}${n(rows.length)}`);
      const packs = kase.rules.map(
        (p) => `  ${p.id} (${p.gates.length} gates)${p.read === null ? '' : `, law read ${p.read}`}`,
      );
      const logs = [kase.transfers, kase.consents].map(
        (s) => `  ${s.table.padEnd(14)}${s.files.length} files, times without offset in ${s.timezone}`,
      );
      await print(
        [
          `${kase.title}: no error found.`,
          'Registers',
          ...counts,
          'Rule packs',
          ...packs,
          'Logs (not read)',
          ...logs,
          importLines(kase.imports),
        ].join('\n'),
      );
    });
}
