/** How a peer fared with a log of so many transfers. */
export interface Run {
  readonly question: string;
  readonly peer: string;
  readonly people: number;
  readonly transfers: number;
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly peakBytes: number;
  /** Seconds by the peer's own clock; null when it gave up. */
  readonly load: number | null;
  readonly answer: number | null;
  /** Routes, or pairs of origin and recipient. */
  readonly found: number | null;
  /** Whether its answer is that of the first who answered; null when it gave up. */
  readonly equal: boolean | null;
  readonly gaveUp: string | null;
}
