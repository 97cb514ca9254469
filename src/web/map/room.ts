/** A rectangle on the screen that something takes. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Keeps account of which parts of the screen are taken, so that no text lies over another. A grid of cells: O(1) a question. */
export class Room {
  private readonly cells = new Map<number, Box[]>();

  private static readonly CELL = 64;

  /** True when the box overlaps nothing that was taken. */
  free(box: Box): boolean {
    return this.keys(box).every((key) =>
      (this.cells.get(key) ?? []).every(
        (other) =>
          box.x >= other.x + other.width ||
          other.x >= box.x + box.width ||
          box.y >= other.y + other.height ||
          other.y >= box.y + box.height,
      ),
    );
  }

  /** Takes a box, whether or not it is free. */
  take(box: Box): void {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell === undefined) this.cells.set(key, [box]);
      else cell.push(box);
    }
  }

  private keys({ x, y, width, height }: Box): number[] {
    const keys: number[] = [];
    for (let i = Math.floor(x / Room.CELL); i <= Math.floor((x + width) / Room.CELL); i++) {
      for (let j = Math.floor(y / Room.CELL); j <= Math.floor((y + height) / Room.CELL); j++) {
        keys.push(i * 100_003 + j);
      }
    }
    return keys;
  }
}
