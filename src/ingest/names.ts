import { processorNames } from '../case/names.js';
import { USER, type Case } from '../model/case.js';
import { getOrMake } from '../model/collect.js';
import type { Route } from '../model/flow.js';
import { sortedSet } from '../model/text.js';

/** Why a row is rejected, once it could be read. */
export type NameCode =
  'MISSING_VALUE' | 'UNKNOWN_PROCESSOR' | 'UNKNOWN_FIELD' | 'UNKNOWN_PURPOSE' | 'SELF_TRANSFER';

/** A combination of cells as a log writes it, white space around them taken away. */
export interface NameTuple {
  readonly sender: string;
  readonly recipient: string;
  readonly fields: string;
  /** True when `fields` is a JSON list, false when its items are separated by `|`. */
  readonly fieldsListed: boolean;
  readonly purpose: string;
  readonly basis: string | null;
}

export type Resolved =
  { readonly route: number } | { readonly code: NameCode; readonly column: string; readonly value: string };

/** Resolves the names of transfers against the registers, and numbers the routes that come out. */
export class Names {
  readonly routes: Route[] = [];
  readonly #processors: ReadonlyMap<string, string>;
  readonly #fields: ReadonlySet<string>;
  readonly #purposes: ReadonlySet<string>;
  readonly #numbers = new Map<string, number>();

  /** @param known routes that have numbers already */
  constructor(kase: Case, known: readonly Route[] = []) {
    this.#processors = processorNames(kase.registers.processors);
    this.#fields = new Set(kase.registers.fields.map((f) => f.id));
    this.#purposes = new Set(kase.registers.purposes.map((p) => p.id));
    for (const route of known) this.#numberOf(route);
  }

  /** The route of a combination, or the first reason to reject it: unknown names in column order, then a self-transfer. */
  resolve(tuple: NameTuple): Resolved {
    const sender = tuple.sender === USER ? USER : this.#processors.get(tuple.sender);
    if (sender === undefined) return { code: 'UNKNOWN_PROCESSOR', column: 'sender', value: tuple.sender };
    const recipient = this.#processors.get(tuple.recipient);
    if (recipient === undefined)
      return { code: 'UNKNOWN_PROCESSOR', column: 'recipient', value: tuple.recipient };
    const fields = sortedSet(items(tuple));
    const unknown = fields.find((f) => !this.#fields.has(f));
    if (unknown !== undefined) return { code: 'UNKNOWN_FIELD', column: 'fields', value: unknown };
    if (!this.#purposes.has(tuple.purpose)) {
      return { code: 'UNKNOWN_PURPOSE', column: 'purpose', value: tuple.purpose };
    }
    if (sender === recipient) return { code: 'SELF_TRANSFER', column: 'recipient', value: tuple.recipient };
    const route: Route = { sender, recipient, fields, purpose: tuple.purpose, basis: tuple.basis };
    return { route: this.#numberOf(route) };
  }

  #numberOf(route: Route): number {
    const { sender, recipient, fields, purpose, basis } = route;
    const key = JSON.stringify([sender, recipient, fields, purpose, basis]);
    return getOrMake(this.#numbers, key, () => this.routes.push(route) - 1);
  }
}

function items({ fields, fieldsListed }: NameTuple): string[] {
  const list: unknown = fieldsListed ? JSON.parse(fields) : fields.split('|');
  return Array.isArray(list) ? list.map((item) => String(item).trim()).filter((item) => item !== '') : [];
}
