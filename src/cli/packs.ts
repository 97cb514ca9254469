import { Command, Option } from 'commander';
import { resolve } from 'node:path';
import { builtInPacks, loadPack } from '../law/pack.js';
import { packPage } from '../report/pack-page.js';
import { testPack } from './pack-test.js';
import { print } from './print.js';

/** The command `wayleave packs`, ready to be added to the program. */
export function packsCommand(): Command {
  const packs = new Command('packs').description('rule packs that come with the program').action(async () => {
    const lines = builtInPacks().map((id) => {
      const pack = loadPack(id, process.cwd());
      return `${id.padEnd(12)} ${pack.title}; ${pack.gates.length} gates, law read to ${pack.read ?? 'no date'}`;
    });
    await print(`${lines.join('\n')}\n`);
  });
  packs
    .command('show')
    .exitOverride()
    .description('what a pack checks, by what, and what it does not')
    .argument('<pack>', 'id of a pack that comes with the program, or the path of a YAML file')
    .addOption(new Option('--format <format>', 'md: a page of Markdown').choices(['md']).default('md'))
    .action(async (reference: string) => {
      await print(packPage(loadPack(reference, process.cwd())));
    });
  packs
    .command('test')
    .exitOverride()
    .description('judge cases by one pack, and compare with the expected.json of each')
    .argument('<pack>', 'id of a pack that comes with the program, or the path of a YAML file')
    .argument('<cases...>', 'folders of cases, each with an expected.json')
    .action(async (reference: string, cases: string[]) => {
      let failed = 0;
      for (const dir of cases) {
        const differences = await testPack(reference, resolve(dir));
        if (differences.length > 0) failed++;
        const said = differences.length === 0 ? 'as expected' : 'differs';
        await print([`${dir}: ${said}`, ...differences.map((d) => `  ${d}`), ''].join('\n'));
      }
      await print(`${cases.length - failed} as expected, ${failed} differ\n`);
      process.exitCode = failed > 0 ? 4 : 0;
    });
  return packs;
}
