import { Command, Option } from 'commander';
import { resolve } from 'node:path';
import { requireCase } from '../case/case-yaml.js';
import { setting } from '../config.js';
import { WayleaveError } from '../errors.js';
import { ROLES, type Role } from '../http/contract/operation.js';
import { Tokens } from '../http/access/tokens.js';
import { Store, storeDirOf } from '../store/store.js';
import { print } from './print.js';

interface Options {
  readonly store?: string;
}

/** The command `wayleave token`, ready to be added to the program. */
export function tokenCommand(): Command {
  const token = new Command('token').description('tokens that wayleave serve accepts; kept as hashes');
  token
    .command('make')
    .exitOverride()
    .argument('<case>', 'folder of the (first) case that is served')
    .argument('<name>', 'whose it is: named in the audit log')
    .addOption(
      new Option(
        '--role <role>',
        'viewer: numbers; analyst: pseudonymous rows and Cypher too; investigator: real ids too',
      )
        .choices(ROLES)
        .default('viewer'),
    )
    .option('--store <dir>', 'the store, if it is not in the case')
    .description('make a token; it is shown this once')
    .action(async (dir: string, name: string, options: Options & { role: Role }) => {
      if (name.trim() === '') {
        throw new WayleaveError('USAGE', 'the token has no name', {
          accepted: 'whose it is: the audit log names them by it',
        });
      }
      const { entry, token: made } = tokensOf(dir, options).make(name, options.role);
      await print(`${made}\n`);
      process.stderr.write(`Token ${entry.id} for ${name}, role ${entry.role}. It is not shown again.\n`);
    });
  token
    .command('list')
    .exitOverride()
    .argument('<case>', 'folder of the case')
    .option('--store <dir>', 'the store, if it is not in the case')
    .description('list tokens')
    .action(async (dir: string, options: Options) => {
      const lines = tokensOf(dir, options)
        .list()
        .map((t) => `${t.id}  ${t.role.padEnd(12)}  ${t.madeAt}  ${t.name}\n`);
      await print(lines.length === 0 ? 'There are no tokens.\n' : lines);
    });
  token
    .command('revoke')
    .exitOverride()
    .argument('<case>', 'folder of the case')
    .argument('<id>', 'id of the token')
    .option('--store <dir>', 'the store, if it is not in the case')
    .description('end a token; a server that runs refuses it from then on')
    .action(async (dir: string, id: string, options: Options) => {
      const { name, role } = tokensOf(dir, options).revoke(id);
      await print(`Revoked the token ${id} of ${name} (${role}).\n`);
    });
  return token;
}

/** @throws WayleaveError CASE_NOT_FOUND: a path that is mistyped must not become the store of a case that nobody serves */
function tokensOf(dir: string, options: Options): Tokens {
  if (options.store === undefined) requireCase(resolve(dir));
  const where = Store.open(storeDirOf(dir, options)).dir;
  return new Tokens(setting('tokens') ?? resolve(where, 'tokens.json'));
}
