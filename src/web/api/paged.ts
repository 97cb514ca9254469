import type { Readable } from './client.js';
import type { Answer } from './types.js';

/** Lists that come in pages. */
export type Paged = {
  readonly [K in Readable]: Answer<K> extends {
    items: readonly unknown[];
    next: string | null;
    total: number;
  }
    ? K
    : never;
}[Readable];

export type Item<K extends Paged> = Answer<K>['items'][number];
