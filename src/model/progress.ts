/** Where an analysis is, for a progress bar: a stage, and how much of it is done. `total` is 0 while it is not known. */
export type OnProgress = (stage: string, done: number, total: number) => void;
