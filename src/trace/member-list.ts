import { IntColumn } from '../model/column.js';
import { at } from '../model/collect.js';
import { TextColumn, type Texts } from '../model/text-column.js';
import type { Members } from './shard-result.js';

/** Persons and the cohorts that they belong to, as long as they are no more than a set number. */
export class MemberList {
  #users = new TextColumn();
  #cohorts = new IntColumn();
  #over = false;

  /** @param most persons; beyond it nobody is kept by name */
  constructor(readonly most: number) {
    this.#over = most === 0;
  }

  /** True when there were more persons than are kept: whoever asks need not go on. */
  get over(): boolean {
    return this.#over;
  }

  /** @param cohortOf by place among the persons who are added */
  add(users: Texts, cohortOf: (i: number) => number): void {
    if (this.#over) return;
    const { length } = users.ends;
    if (this.#users.length + length > this.most) {
      this.drop();
      return;
    }
    this.#users.addAll(users);
    for (let i = 0; i < length; i++) this.#cohorts.push(cohortOf(i));
  }

  /** Keeps nobody from now on. */
  drop(): void {
    this.#over = true;
    this.#users = new TextColumn();
    this.#cohorts = new IntColumn();
  }

  /** @param indexes by number of the cohort as it was added: its place in the list that the answer belongs to */
  members(indexes: ArrayLike<number>): Members | null {
    if (this.#over) return null;
    return { users: this.#users.packed(), cohort: this.#cohorts.packed().map((c) => at(indexes, c)) };
  }
}
