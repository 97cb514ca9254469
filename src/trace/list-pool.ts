/** Numbers of one stretch of memory; a list that is longer has one of its own. */
const STRETCH = 1 << 16;

/** What a list costs beside its numbers: its length. */
const HEAD = 1;

/**
 * Lists of 32-bit whole numbers, one behind the other in long typed arrays: a list costs its numbers and its length, where an
 * array of its own costs some hundred bytes, and the garbage collector has nothing to look at. Lists are not removed.
 */
export class ListPool {
  readonly #stretches: Int32Array[] = [];
  /** Numbers of the last stretch that are taken. */
  #used = 0;
  #size = 0;

  /** Numbers that are taken by all stretches. */
  get size(): number {
    return this.#size;
  }

  /** Room for the next list, to be filled and then kept; until it is kept, the next room is the same. */
  room(most: number): Int32Array {
    const last = this.#stretches.at(-1);
    if (last !== undefined && this.#used + HEAD + most <= last.length) {
      return last.subarray(this.#used + HEAD, this.#used + HEAD + most);
    }
    const made = new Int32Array(Math.max(STRETCH, HEAD + most));
    this.#stretches.push(made);
    this.#size += made.length;
    this.#used = 0;
    return made.subarray(HEAD, HEAD + most);
  }

  /**
   * Keeps the first numbers of the room that was given last.
   *
   * @returns by what the list is found again
   */
  keep(length: number): number {
    const stretch = this.#stretches.length - 1;
    const last = this.#stretches[stretch];
    if (last === undefined) throw new RangeError('there is no room to keep');
    const from = this.#used;
    last[from] = length;
    // What is left of a stretch that is longer than usual has no place that could be told.
    this.#used = last.length > STRETCH ? last.length : from + HEAD + length;
    return stretch * STRETCH + from;
  }

  /** Copies a list into the pool. @returns its place, for `list` */
  add(list: ArrayLike<number>): number {
    this.room(list.length).set(list);
    return this.keep(list.length);
  }

  /** A list, in the memory of the pool. */
  list(place: number): Int32Array {
    const from = place & (STRETCH - 1);
    const stretch = this.#stretches[place >>> 16];
    if (stretch === undefined) throw new RangeError(`no list is at ${place}`);
    return stretch.subarray(from + HEAD, from + HEAD + (stretch[from] ?? 0));
  }
}
