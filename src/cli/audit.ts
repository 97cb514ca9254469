import { Command } from 'commander';
import { join, resolve } from 'node:path';
import { requireCase } from '../case/case-yaml.js';
import { isFolder } from '../input/make-folder.js';
import { WayleaveError } from '../errors.js';
import { n, wrap } from '../report/text.js';
import { verifyAudit, type AuditVerified } from '../store/audit-log.js';
import { AUDIT_FILE, storeDirOf } from '../store/store.js';
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
    .option(
      '--head <hash>',
      'a head that was printed earlier: it must still be in the log, and all up to it is proved',
    )
    .description(
      'check that no entry was changed, taken out or put in; the last entry and the end only by --head',
    )
    .action(async (dir: string, options: Options) => {
      const { head } = options;
      const path = join(storeOf(dir, options), AUDIT_FILE);
      requireHead(head);
      const verified = verifyAudit(path, head);
      const torn = verified.torn === 0 ? '' : ` (and ${n(verified.torn)} that a process left half written)`;
      await print(
        `${n(verified.entries)} ${verified.entries === 1 ? 'entry' : 'entries'}${torn}, every link holds.\n` +
          `Head ${verified.head}\n${wrap(proved(head, verified), 80)}\n` +
          `${wrap('Keep this head elsewhere: with --head it proves later that all up to here is as it was.', 80)}\n`,
      );
    });
  return audit;
}

/**
 * Where the log is. That a folder which is not there has no entry, all of whose links hold, would be true and would mislead.
 *
 * @throws WayleaveError CASE_NOT_FOUND, STORE_UNUSABLE
 */
function storeOf(dir: string, options: Options): string {
  const where = storeDirOf(dir, options);
  if (options.store === undefined) {
    requireCase(resolve(dir));
  } else if (!isFolder(where)) {
    throw new WayleaveError('STORE_UNUSABLE', `${where} is no folder`, {
      accepted: 'the folder that --store named when the case was analyzed or served',
    });
  }
  return where;
}

/** A head that was copied in part is in no log, which must not be told as one that somebody changed. */
function requireHead(head: string | undefined): void {
  if (head === undefined || /^[0-9a-f]{64}$/.test(head)) return;
  throw new WayleaveError('USAGE', `--head ${head} is no head of an audit log`, {
    accepted: '64 hexadecimal digits, as wayleave audit verify printed them',
  });
}

/** Links prove a line only by the one after it, and who writes all of them anew has links that hold. */
function proved(known: string | undefined, { head }: AuditVerified): string {
  if (known === undefined)
    return 'Not proved without --head: the last entry, the end, and that the log was not written anew.';
  return known === head
    ? 'Proved by the head that was given: every entry, and that nothing was cut off the end.'
    : 'Proved by the head that was given: every entry up to it. Not proved: the last entry and the end.';
}
