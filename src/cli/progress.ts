import cliProgress, { type Options, type Params, type SingleBar } from 'cli-progress';
import { n } from '../report/text.js';

/** A bar is drawn once the work has taken so long: milliseconds. */
const PATIENCE = 1000;
const REDRAW = 200;

/** A progress bar on stderr, for terminals only: stage, rows and time left, or what has been read where no end is known. */
export class Progress {
  readonly #started = Date.now();
  readonly #timer: NodeJS.Timeout | undefined;
  #bar: SingleBar | undefined;
  #drawn = '';
  #stage = '';
  #done = 0;
  #total = 0;

  /** @param counted what is counted */
  constructor(private readonly counted = 'rows') {
    if (!process.stderr.isTTY) return;
    this.#timer = setInterval(() => {
      this.#draw();
    }, REDRAW).unref();
  }

  readonly report = (stage: string, done: number, total: number): void => {
    this.#stage = stage;
    this.#done = done;
    this.#total = total;
  };

  stop(): void {
    clearInterval(this.#timer);
    this.#bar?.stop();
  }

  #draw(): void {
    if (this.#stage === '' || Date.now() - this.#started < PATIENCE) return;
    const shape = `${this.#stage} ${this.#total}`;
    if (this.#bar === undefined || shape !== this.#drawn) {
      this.#bar?.stop();
      this.#bar = new cliProgress.SingleBar(
        {
          format: this.#format(this.#stage, this.#total),
          hideCursor: true,
          barsize: 20,
          stream: process.stderr,
        },
        cliProgress.Presets.shades_classic,
      );
      this.#bar.start(this.#total, this.#done);
      this.#drawn = shape;
    }
    this.#bar.update(this.#done);
  }

  #format(name: string, total: number): (options: Options, params: Params) => string {
    const stage = name.padEnd(18);
    return (options, { value, eta }) => {
      if (total === 0) return value > 0 ? `${stage} ${n(value)} bytes` : `${stage} …`;
      const bar = cliProgress.Format.BarFormat(value / total, options);
      const said = `${stage} ${bar} ${n(value)} of ${n(total)} ${this.counted}`;
      // Nothing is said of the time left before there is something to tell it by.
      const known = value > total / 50 && value < total && Number.isFinite(eta);
      return known ? `${said}, ${cliProgress.Format.TimeFormat(eta, options, 1)} left` : said;
    };
  }
}
