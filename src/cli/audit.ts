import { Command } from 'commander';
import { join, resolve } from 'node:path';
import { n } from '../report/text.js';
import { verifyAudit } from '../store/audit-log.js';
import { AUDIT_FILE, Store } from '../store/store.js';
import { print } from './print.js';

interface Options {
  readonly store?: string;
  readonly head?: string;
}

/** The command `wayleave audit`, ready to be added to the program. */
export function auditCommand(): Command {
  const audit = new Command('audit').description('the log of who read personal data');
  audit
    .command('verify')
    .exitOverride()
    .argument('<case>', 'folder of the case')
    .option('--store <dir>', 'the store, if it is not in the case')
    .option('--head <hash>', 'a head that was printed earlier: it must still be in the log')
    .description('prove that no entry was changed, taken out or put in')
    .action(async (dir: string, { store, head }: Options) => {
      const path = join(store === undefined ? Store.defaultDir(resolve(dir)) : resolve(store), AUDIT_FILE);
      const verified = verifyAudit(path, head);
      const torn = verified.torn === 0 ? '' : ` (and ${n(verified.torn)} that a process left half written)`;
      await print(
        `${n(verified.entries)} entries${torn}, every link holds.\nHead ${verified.head}\n` +
          'Keep the head elsewhere: with --head it proves later that nothing was cut off the end.\n',
      );
    });
  return audit;
}
