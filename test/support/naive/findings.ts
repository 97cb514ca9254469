import type { NaiveCase } from './case.js';
import { breachesOf } from './chain-gates.js';
import type { Event, Flow } from './flows.js';
import { distinct, sortBy } from './text.js';
import { printedTime } from './time.js';
import { compareRows, type Trail } from './trails.js';

interface Draft {
  readonly pack: string;
  readonly gate: string;
  readonly code: string;
  readonly field: string;
  readonly flow: Flow;
  readonly entries: Set<number>;
  readonly flows: Set<Flow>;
  /** Persons of the trails concerned; null for what flows break by themselves. */
  readonly people: Set<string> | null;
}

/** One finding for each (pack, gate, code, sender, recipient, field, purpose), as printed; `flows` are places in the list. */
export function findingsOf(
  kase: NaiveCase,
  flows: readonly Flow[],
  trails: readonly Trail[],
): Record<string, unknown>[] {
  const drafts = new Map<string, Draft>();
  const draft = (
    breach: { pack: string; gate: string; code: string; field: string; entry: number },
    flow: Flow,
    people: ReadonlySet<string> | null,
  ): void => {
    const { pack, gate, code, field, entry } = breach;
    const key = JSON.stringify([pack, gate, code, flow.sender, flow.recipient, field, flow.purpose]);
    const made = drafts.get(key) ?? {
      ...{ pack, gate, code, field, flow },
      entries: new Set(),
      flows: new Set(),
      people: people === null ? null : new Set(),
    };
    made.entries.add(entry);
    made.flows.add(flow);
    for (const person of people ?? []) made.people?.add(person);
    drafts.set(key, made);
  };
  for (const flow of flows) {
    for (const o of flow.decision.outcomes) for (const code of o.codes) draft({ ...o, code }, flow, null);
  }
  for (const t of trails) {
    const last = t.flows.at(-1);
    if (last !== undefined) for (const b of breachesOf(kase, t.flows).breaches) draft(b, last, t.people);
  }
  return sortBy(
    [...drafts.values()],
    (d) => d.code,
    (d) => d.gate,
    (d) => d.flow.sender,
    (d) => d.flow.recipient,
    (d) => d.field,
    (d) => d.flow.purpose,
    (d) => d.pack,
  ).map((d) => printed(kase, d));
}

function printed(kase: NaiveCase, d: Draft): Record<string, unknown> {
  const gates = kase.packs.find((p) => p.id === d.pack)?.gates ?? [];
  const broken = gates.filter((_, i) => d.entries.has(i));
  const effect = broken.some((g) => g.effect === 'breach') ? 'breach' : 'advisory';
  const { sender, recipient, purpose, crossBorder } = d.flow;
  const rows: Event[] = [...d.flows].flatMap((flow) => flow.rows.map((x) => ({ x, flow })));
  const times = rows.map((r) => r.x.at);
  return {
    id: '',
    pack: d.pack,
    gate: d.gate,
    code: d.code,
    effect,
    severity: effect === 'advisory' ? 'low' : crossBorder ? 'high' : 'medium',
    sender,
    recipient,
    field: d.field,
    purpose,
    crossBorder,
    records: d.people === null ? rows.length : null,
    people: d.people === null ? new Set(rows.map((r) => r.x.user)).size : d.people.size,
    firstAt: printedTime(Math.min(...times)),
    lastAt: printedTime(Math.max(...times)),
    flows: [...d.flows].map((f) => String(f.index)),
    provisions: distinct(
      broken.flatMap((g) => [g.cite, ...g.carriers.map((c) => c.cite)]).filter((c) => c !== null),
    ),
    samples: rows
      .sort(compareRows)
      .slice(0, 5)
      .map((r) => ({ file: r.x.file, row: r.x.row })),
  };
}
