import { Command } from 'commander';
import { resolve } from 'node:path';
import { readCaseYaml } from '../case/case-yaml.js';
import { loadCase } from '../case/load-case.js';
import { addressesIn } from '../case/matching.js';
import { describePlace } from '../errors.js';
import { showable } from '../model/text.js';
import { count, importLines, n } from '../report/text.js';
import { print } from './print.js';

/** The command `wayleave check`, ready to be added to the program. */
export function checkCommand(): Command {
  return new Command('check')
    .description(
      'validate case.yaml, registers and rule packs, and warn of what is most likely a mistake; reads no log',
    )
    .argument('<case>', 'folder of the case')
    .action(async (caseDir: string) => {
      const folder = resolve(caseDir);
      // Nobody looks here what lies at an address: it counts as one file that is called like it.
      const yaml = readCaseYaml(folder);
      const unseen = addressesIn(yaml).map(
        (address) => [address, [{ address, size: 0, modified: 0 }]] as const,
      );
      const kase = await loadCase(folder, [], new Map(unseen));
      const registers = Object.entries<readonly object[]>({ ...kase.registers });
      for (const { message, place, accepted } of kase.warnings) {
        const more = accepted === undefined ? '' : `\n  expected: ${accepted}`;
        process.stderr.write(showable(`warning: ${message}\n  at ${describePlace(place)}${more}\n`));
      }
      const { adequacy, ownership, contracts } = yaml.value.sources;
      const zones = new Map(Object.entries({ adequacy, ownership, contracts }));
      const counts = registers.map(([name, rows]) => {
        // A day of a contract that begins by another clock than the logs' is off by hours, and nobody notices.
        const dated = zones.has(name) && rows.length > 0;
        const zone = dated ? `, times without offset in ${zones.get(name)?.timezone ?? 'UTC'}` : '';
        return `  ${name.padEnd(14)}${n(rows.length)}${zone}`;
      });
      const packs = kase.rules.map(
        (p) =>
          `  ${p.id} (${count(p.gates.length, 'gate')})${p.read === null ? '' : `, law read to ${p.read}`}`,
      );
      const logs = [kase.transfers, kase.consents].map(({ table, files, timezone }) => {
        const there = files.filter((f) => f.remote !== undefined).length;
        const addresses =
          there === 0 ? '' : `, ${there} ${there === 1 ? 'address' : 'addresses'} that a cluster reads`;
        const here = `${count(files.length - there, 'file')}${addresses}`;
        return `  ${table.padEnd(14)}${here}, times without offset in ${timezone}`;
      });
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
