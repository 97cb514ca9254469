import { pathToFileURL } from 'node:url';

/** Runs a program in this process and says at its end, on stderr, how much memory it took at most (kilobytes). */
const [, , program = ''] = process.argv;
process.argv.splice(1, 1);
process.on('exit', () => {
  process.stderr.write(`peak ${process.resourceUsage().maxRSS}\n`);
});
await import(pathToFileURL(program).href);
