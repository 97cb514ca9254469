/** Of the candidates of a clause, at least one must be chosen: ascending, distinct. */
export type Clause = readonly number[];

/**
 * The clauses without those that hold whenever another does: every solution of what is left solves all. Near linear in their
 * length times the clauses that share a candidate.
 */
export function withoutImplied(clauses: Iterable<Clause>): Clause[] {
  const distinct = new Map<string, Clause>();
  for (const c of clauses) distinct.set(c.join(), c);
  // A clause is implied by one that is part of it, which is shorter.
  const shortestFirst = [...distinct.values()].sort((a, b) => a.length - b.length || compare(a, b));
  const kept: Clause[] = [];
  const having = new Map<number, number[]>();
  for (const clause of shortestFirst) {
    const shared = new Map<number, number>();
    for (const x of clause) for (const k of having.get(x) ?? []) shared.set(k, (shared.get(k) ?? 0) + 1);
    if ([...shared].some(([k, n]) => n === kept[k]?.length)) continue;
    const index = kept.push(clause) - 1;
    for (const x of clause) {
      const list = having.get(x);
      if (list === undefined) having.set(x, [index]);
      else list.push(index);
    }
  }
  return kept;
}

function compare(a: Clause, b: Clause): number {
  for (let i = 0; i < a.length; i++) {
    const order = (a[i] ?? 0) - (b[i] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}
