import { WayleaveError } from '../errors.js';
import { listWords } from '../input/near.js';
import type { Cell } from '../input/table-row.js';
import { parseInstant } from '../input/time.js';
import type { Coverage } from '../model/case.js';
import type { CellPlace, RowPlace } from '../model/cells.js';
import type { Instant } from '../model/instant.js';

/** A row of a register, its cells by our names of the columns. */
export class RegisterRow {
  constructor(
    readonly file: string,
    /** 1-based line on which it begins. */
    readonly line: number,
    readonly cells: ReadonlyMap<string, Cell>,
    /** Our name of a column → its name in the file. */
    private readonly nameInFile: (column: string) => string,
    private readonly timezone: string,
    /** The rows that single cells come from, where it is not this one. */
    private readonly origins: ReadonlyMap<string, RegisterRow> = new Map(),
  ) {}

  /** Where a cell stands, or would. */
  placeOf(column: string): CellPlace {
    const origin = this.origins.get(column) ?? this;
    return { file: origin.file, line: origin.line, column: origin.nameInFile(column) };
  }

  /** Where the row and its cells stand. */
  get place(): RowPlace {
    const { file, line } = this;
    const others = [...this.cells.keys()].flatMap((column): [string, CellPlace][] => {
      const place = this.placeOf(column);
      return place.file === file && place.line === line && place.column === column ? [] : [[column, place]];
    });
    return { file, line, others: new Map(others) };
  }

  /** This row, its empty cells filled from another's. */
  filledFrom(other: RegisterRow): RegisterRow {
    const cells = new Map(this.cells);
    const origins = new Map(this.origins);
    for (const [column, cell] of other.cells) {
      if (isEmpty(cell) || !isEmpty(cells.get(column))) continue;
      cells.set(column, cell);
      origins.set(column, other.origins.get(column) ?? other);
    }
    return new RegisterRow(this.file, this.line, cells, this.nameInFile, this.timezone, origins);
  }

  /** This row and a later one of the same id as one: lists together; fails where other cells say different things. */
  joinedWith(other: RegisterRow): RegisterRow {
    const cells = new Map(this.cells);
    for (const [column, cell] of other.cells) {
      const mine = cells.get(column) ?? null;
      if (isEmpty(cell) || isEmpty(mine)) continue;
      if (typeof mine === 'string' && typeof cell === 'string') {
        if (mine === cell) continue;
        const accepted = `${mine}, as ${this.placeOf(column).file}:${this.placeOf(column).line} says; or a row of the register's own, which decides`;
        throw other.fail(column, `${column} says otherwise than before`, accepted, cell);
      }
      cells.set(column, [...new Set([...this.list(column), ...other.list(column)])]);
    }
    const joined = new RegisterRow(this.file, this.line, cells, this.nameInFile, this.timezone, this.origins);
    return joined.filledFrom(other);
  }

  /** An error about a cell, REGISTER_INVALID, with the row's place and id. */
  fail(column: string, message: string, accepted: string, value?: string): WayleaveError {
    const id = column === 'id' ? null : idOf(this.cells.get('id'));
    const place = this.placeOf(column);
    return new WayleaveError('REGISTER_INVALID', `${place.file}: ${message}`, {
      place: {
        ...place,
        ...(id === null ? {} : { id }),
        ...(value === undefined ? {} : { value }),
      },
      accepted,
    });
  }

  /** The text of a cell, null when it is empty. Fails on a list. */
  text(column: string): string | null {
    const cell = this.cells.get(column) ?? null;
    if (cell === null || typeof cell === 'string') return cell;
    throw this.fail(column, `${column} holds a list`, 'one value', JSON.stringify(cell));
  }

  /** The text of a cell that must not be empty. */
  required(column: string): string {
    const text = this.text(column);
    if (text === null) throw this.fail(column, `${column} is empty`, 'a value');
    return text;
  }

  /** The distinct items of a list, without empty ones: of a real list, or separated by `|`. */
  list(column: string): string[] {
    const cell = this.cells.get(column) ?? [];
    const items = typeof cell === 'string' ? cell.split('|').map((item) => item.trim()) : cell;
    return [...new Set(items.filter((item) => item !== ''))];
  }

  /** What a list covers: everything when `*` is among its items, else the items, each resolved. */
  coverage(column: string, resolve: (item: string) => string): Coverage {
    const items = this.list(column);
    return items.includes('*') ? '*' : new Set(items.map(resolve));
  }

  /** The word in a cell that must be one of a few; null when it is empty. */
  oneOf<T extends string>(column: string, words: readonly T[]): T | null {
    const text = this.text(column);
    if (text === null) return null;
    const word = words.find((w) => w === text);
    if (word === undefined) throw this.fail(column, `${column} is not known`, listWords(words), text);
    return word;
  }

  /** The time in a cell; null when it is empty. */
  instant(column: string): Instant | null {
    const text = this.text(column);
    if (text === null) return null;
    const instant = parseInstant(text, this.timezone);
    if (instant !== null) return instant;
    const accepted = `ISO 8601, such as 2023-09-15 or 2023-09-15T09:00:00+09:00, that exists in ${this.timezone}`;
    throw this.fail(column, `${column} is no time`, accepted, text);
  }

  /** A share in a cell; null when it is empty. */
  share(column: string): number | null {
    const text = this.text(column);
    if (text === null) return null;
    const share = /^\+?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(text) ? Number(text) : NaN;
    if (share >= 0 && share <= 1) return share;
    throw this.fail(column, `${column} is no share`, 'a number from 0 to 1, such as 0.45', text);
  }

  /** Two times of which the second, if there is one, must come after the first. */
  period(from: string, until: string): { since: Instant; until: Instant } {
    const since = this.instant(from) ?? -Infinity;
    const end = this.instant(until) ?? Infinity;
    if (since < end) return { since, until: end };
    const accepted = `a time after ${from}, ${this.text(from) ?? ''}`;
    throw this.fail(until, `${until} is not after ${from}`, accepted, this.text(until) ?? '');
  }
}

function idOf(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}

function isEmpty(cell: Cell | undefined): boolean {
  return cell === undefined || cell === null || cell.length === 0;
}
