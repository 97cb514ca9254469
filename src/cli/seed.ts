import { Command, Option } from 'commander';
import { resolve } from 'node:path';
import { generateKakaopay } from '../../seed/kakaopay-alipay/generate.js';
import { WayleaveError } from '../errors.js';
import { count, people } from '../report/text.js';
import { print } from './print.js';
import { Progress } from './progress.js';

/** The command `wayleave seed`, ready to be added to the program. */
export function seedCommand(): Command {
  const seed = new Command('seed').description('write a scenario as a case folder');
  seed
    .command('kakaopay')
    .exitOverride()
    .description('Kakaopay to Alipay, after the public facts')
    .addOption(
      new Option('--scale <ratio>', '1:10000 writes a ten-thousandth of the real records').default('1:10000'),
    )
    .requiredOption('--out <dir>', 'folder to write')
    .action(async ({ scale, out }: { scale: string; out: string }) => {
      const made = await writeKakaopay(scale, resolve(out));
      await print(
        `${people(made.people)}, ${count(made.transfers, 'transfer')}, ${count(made.consents, 'consent')} in ${out}\n`,
      );
    });
  return seed;
}

/** @throws WayleaveError USAGE for a scale that is none */
export async function writeKakaopay(scale: string, out: string): ReturnType<typeof generateKakaopay> {
  const ratio = /^1:(\d{1,9})$/.exec(scale)?.[1];
  if (ratio === undefined || Number(ratio) < 1) {
    throw new WayleaveError('USAGE', `--scale ${scale} is not understood`, {
      accepted: '1:N, such as 1:10000',
    });
  }
  const progress = new Progress();
  const onProgress = (done: number, total: number): void => {
    progress.report('Writing the case', done, total);
  };
  try {
    return await generateKakaopay({ scale: Number(ratio), out, onProgress });
  } finally {
    progress.stop();
  }
}
