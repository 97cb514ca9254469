/** Bytes that a transfer takes while its shard's histories are gathered, about. */
export const BYTES_PER_TRANSFER = 80;

/** Share of the memory that the shards' databases have for gathering histories; the rest is for walking them. */
export const GATHERING = 0.65;

/** Fewer transfers are walked sooner in one piece than further threads have started. */
export const FEW = 50_000;

/** How many walks share the work when rows are gathered in memory. */
export function walkCount(transfers: number, threads: number): number {
  return transfers < FEW ? 1 : threads;
}

/** As many shards as keep every thread busy, and each shard's histories within four fifths of its database's memory: bytes. */
export function shardCount(
  transfers: number,
  { memory, threads }: { readonly memory: number; readonly threads: number },
): number {
  if (transfers < FEW) return 1;
  const fits = Math.ceil((transfers * BYTES_PER_TRANSFER * threads) / (memory * GATHERING * 0.8));
  return Math.ceil(Math.max(threads, fits) / threads) * threads;
}
