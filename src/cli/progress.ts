import { Presets, SingleBar } from 'cli-progress';

/** A progress bar on stderr, for terminals only, once the work has taken longer than a second. */
export class Progress {
  readonly #started = Date.now();
  #bar: SingleBar | undefined;
  #stage = '';

  readonly report = (stage: string, done: number, total: number): void => {
    if (!process.stderr.isTTY || Date.now() - this.#started < 1000) return;
    if (this.#bar === undefined || stage !== this.#stage) {
      this.#bar?.stop();
      const counted =
        total > 0 ? '{bar} {percentage}% | {value} of {total} rows | {eta_formatted} left' : '{value} bytes';
      this.#bar = new SingleBar(
        { format: `${stage.padEnd(18)} ${counted}`, hideCursor: true, barsize: 20, stream: process.stderr },
        Presets.shades_classic,
      );
      this.#bar.start(total, done);
      this.#stage = stage;
    }
    this.#bar.update(done);
  };

  stop(): void {
    this.#bar?.stop();
  }
}
