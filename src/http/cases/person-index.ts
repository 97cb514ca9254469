import type { Member } from '../../model/result.js';
import type { Store } from '../../store/store.js';
import { breather } from './breathe.js';

/** A pseudonym is 12 bytes; three of its words name a person. */
const WORDS = 3;

/**
 * Who belongs to which cohort, by pseudonym: an open-addressing hash table in typed arrays (linear probing), 24 bytes a
 * person, as a million names as objects would be ten times that.
 */
export class PersonIndex {
  readonly #names: Int32Array;
  readonly #cohorts: Int32Array;
  /** Place of a person plus one; 0 where nobody is. */
  readonly #slots: Int32Array;
  size = 0;

  private constructor(people: number) {
    this.#names = new Int32Array(people * WORDS);
    this.#cohorts = new Int32Array(people);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(people * 2 + 2)));
  }

  /** @param people how many members there are at most */
  static async of(
    store: Store,
    people: number,
    members: AsyncIterable<readonly Member[]>,
  ): Promise<PersonIndex> {
    const index = new PersonIndex(people);
    const breathe = breather();
    for await (const batch of members) {
      for (const { userId, cohort } of batch) {
        index.#add(wordsOf(store.pseudonym(userId)), cohort);
        await breathe();
      }
    }
    return index;
  }

  /** The person's place among the members and that of their cohort, or undefined. */
  find(pseudonym: string): { place: number; cohort: number } | undefined {
    const words = wordsOf(pseudonym);
    const place = (this.#slots[this.#slotOf(words)] ?? 0) - 1;
    return place < 0 ? undefined : { place, cohort: this.#cohorts[place] ?? -1 };
  }

  #add(words: readonly number[], cohort: number): void {
    this.#names.set(words, this.size * WORDS);
    this.#cohorts[this.size] = cohort;
    this.#slots[this.#slotOf(words)] = ++this.size;
  }

  /** The slot of a person, or the empty one where they would stand. */
  #slotOf(words: readonly number[]): number {
    const mask = this.#slots.length - 1;
    for (let slot = (words[0] ?? 0) & mask; ; slot = (slot + 1) & mask) {
      const place = (this.#slots[slot] ?? 0) - 1;
      if (place < 0 || words.every((w, i) => this.#names[place * WORDS + i] === w)) return slot;
    }
  }
}

/** `u-` and 24 hexadecimal digits, as numbers. */
function wordsOf(pseudonym: string): number[] {
  return Array.from({ length: WORDS }, (_, i) => {
    const from = 2 + i * 8;
    return Number.parseInt(pseudonym.slice(from, from + 8), 16) | 0;
  });
}
