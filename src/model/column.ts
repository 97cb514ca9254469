/**
 * A list of numbers in one typed array that doubles as it grows: a fraction of the memory of objects, off the JavaScript
 * heap, and quick to hand to another thread.
 */
class Column<T extends Int32Array | Float64Array> {
  /** The numbers; only the first `length` mean something. Replaced when it grows. */
  data: T;
  length = 0;
  readonly #make: (size: number) => T;

  constructor(make: (size: number) => T) {
    this.#make = make;
    this.data = make(64);
  }

  /** @returns the place of the number */
  push(value: number): number {
    const place = this.length;
    if (place < this.data.length) {
      this.data[place] = value;
      this.length = place + 1;
    } else this.extend(place + 1, value);
    return place;
  }

  /** Makes the list at least so long, new places having the value given. Amortized constant time for each. */
  extend(length: number, value: number): void {
    if (length <= this.length) return;
    if (length > this.data.length) {
      const larger = this.#make(Math.max(length, this.data.length * 2));
      larger.set(this.data.subarray(0, this.length));
      this.data = larger;
    }
    this.data.fill(value, this.length, length);
    this.length = length;
  }

  /** A copy of exactly what the list holds. */
  packed(): T {
    return this.data.slice(0, this.length) as T;
  }
}

/** A growing list of 32-bit whole numbers. */
export class IntColumn extends Column<Int32Array> {
  constructor() {
    super((size) => new Int32Array(size));
  }
}

/** A growing list of doubles: instants, row numbers. */
export class NumberColumn extends Column<Float64Array> {
  constructor() {
    super((size) => new Float64Array(size));
  }
}
