import { at } from '../model/collect.js';
import { NumberColumn } from '../model/column.js';
import { pastColumns, type PastColumns } from './past-columns.js';
import { PastTable, type Past } from './past-table.js';

/** Persons with the same flows and trails, as ascending indexes. */
export interface CohortCount {
  readonly flows: Int32Array;
  readonly trails: Int32Array;
  readonly people: number;
}

export const NO_HOLDINGS = new Int32Array();

/** Counts persons by their set of flows, their set of trails and, where they are told apart by it, what is held of them. */
export class CohortTable {
  readonly #pasts = new PastTable();
  readonly #people = new NumberColumn();

  get length(): number {
    return this.#pasts.length;
  }

  /**
   * @param people how many more; negative when they are taken away
   * @returns the cohort's number: they are numbered as they are met
   */
  add(past: Past, people: number): number {
    const cohort = this.#pasts.find(past);
    this.#people.extend(this.length, 0);
    this.#people.data[cohort] = this.people(cohort) + people;
    return cohort;
  }

  people(cohort: number): number {
    return at(this.#people.data, cohort);
  }

  /** The lists of a cohort, in the memory of the table. */
  past(cohort: number): Past {
    return this.#pasts.past(cohort);
  }

  /** By number; their lists are in the memory of the table. */
  cohorts(): CohortCount[] {
    return Array.from({ length: this.length }, (_, i) => {
      const { flows, trails } = this.past(i);
      return { flows, trails, people: this.people(i) };
    });
  }

  columns(): PastColumns {
    return pastColumns(
      this.length,
      (i) => this.past(i),
      (i) => this.people(i),
    );
  }

  /**
   * The cohorts when only some trails count, and no holdings: those that then look alike are one.
   *
   * @returns the merged cohorts, and by number here the number there
   */
  without(isKept: (trail: number) => boolean): { cohorts: CohortTable; indexes: Int32Array } {
    const merged = new CohortTable();
    const indexes = new Int32Array(this.length);
    for (let i = 0; i < this.length; i++) {
      const { flows, trails } = this.past(i);
      indexes[i] = merged.add(
        { flows, trails: trails.filter(isKept), holdings: NO_HOLDINGS },
        this.people(i),
      );
    }
    return { cohorts: merged, indexes };
  }
}
