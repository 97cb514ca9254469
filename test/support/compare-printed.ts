import assert from 'node:assert/strict';

interface Printed {
  readonly flows: readonly Readonly<Record<string, unknown>>[];
  readonly trails: readonly Readonly<Record<string, unknown>>[];
  readonly findings: readonly Readonly<Record<string, unknown>>[];
}

/**
 * Asserts that two results say the same. Ids are opaque: a flow is known by all else that is printed of it, trails and
 * findings by theirs. Lists whose order the specification leaves open are compared as sets, all others in order; flows and
 * trails that differ in their ids alone may stand in any order among themselves.
 */
export function assertSamePrinted(actual: unknown, expected: unknown): void {
  assert.deepEqual(canonical(actual), canonical(expected));
}

function canonical(result: unknown): unknown {
  const { flows, trails, findings, ...rest } = result as Printed;
  const contents = new Map(flows.map((f) => [f['id'], flowContent(f)]));
  const known = (ids: unknown): string[] =>
    (ids as string[]).map((id) => contents.get(id) ?? `unknown ${id}`);
  return {
    ...rest,
    flows: inGroups(flows.map(flowContent), flows.map(flowOrder)),
    trails: inGroups(
      trails.map((t) =>
        text({ ...t, id: '', flows: known(t['flows']), fieldChains: asSet(t['fieldChains']) }),
      ),
      trails.map((t) => text(t['processors'])),
    ),
    findings: findings.map((f) => ({ ...f, id: '', flows: known(f['flows']).sort() })),
  };
}

function flowContent(f: Readonly<Record<string, unknown>>): string {
  return text({ ...f, id: '', breaches: asSet(f['breaches']), questions: asSet(f['questions']) });
}

/** What the order of flows is about, but for their ids. */
function flowOrder(f: Readonly<Record<string, unknown>>): string {
  return text(['sender', 'recipient', 'purpose', 'fields', 'basis', 'firstAt'].map((k) => f[k]));
}

/** Items sorted within stretches of equal keys: the order of the stretches is what is compared. */
function inGroups(items: readonly string[], keys: readonly string[]): { key: string; items: string[] }[] {
  const groups: { key: string; items: string[] }[] = [];
  items.forEach((item, i) => {
    const key = keys[i] ?? '';
    const last = groups.at(-1);
    if (last?.key === key) last.items.push(item);
    else groups.push({ key, items: [item] });
  });
  return groups.map((g) => ({ key: g.key, items: g.items.sort() }));
}

function asSet(list: unknown): string[] {
  const texts = (list as unknown[]).map(text);
  assert.equal(new Set(texts).size, texts.length, 'an item occurs twice');
  return texts.sort();
}

function text(value: unknown): string {
  return JSON.stringify(value);
}
