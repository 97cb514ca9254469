import type { Run } from './run.js';

/** A table for each question, in Markdown: who took how much for each log, beside the first, and where each gave up. */
export function table(runs: readonly Run[]): string {
  return [...new Set(runs.map((r) => r.question))]
    .map((question) => ofQuestion(runs.filter((r) => r.question === question)).join('\n'))
    .join('\n\n');
}

function ofQuestion(runs: readonly Run[]): string[] {
  const sizes = [...new Set(runs.map((r) => r.transfers))];
  const peers = [...new Set(runs.map((r) => r.peer))];
  const cells = (of: readonly string[]): string => `| ${of.join(' | ')} |`;
  const head = [`${runs[0]?.question ?? ''}, transfers`, ...sizes.map((s) => s.toLocaleString('en'))];
  return [
    cells(head),
    `|${'---|'.repeat(head.length)}`,
    ...peers.map((peer) =>
      cells([
        peer,
        ...sizes.map((size) => {
          const at = runs.filter((r) => r.transfers === size);
          return cell(
            at.find((r) => r.peer === peer),
            at.find((r) => r.peer === peers[0]),
          );
        }),
      ]),
    ),
  ];
}

function cell(run: Run | undefined, first: Run | undefined): string {
  if (run === undefined) return '';
  if (run.gaveUp !== null) return `gave up: ${run.gaveUp}`;
  const took = `${run.processorSeconds.toFixed(1)} s, ${(run.peakBytes / 1e9).toFixed(2)} GB`;
  if (run === first || first?.gaveUp !== null) return took;
  const times = (own: number, of: number): string =>
    own / of < 10 ? (own / of).toPrecision(2) : (own / of).toFixed(0);
  return `${took} (${times(run.processorSeconds, first.processorSeconds)}, ${times(run.peakBytes, first.peakBytes)})`;
}
