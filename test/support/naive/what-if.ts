import { join } from 'node:path';
import type { Changes } from '../../../src/what-if/change-schema.js';
import type { Contract, Fact, NaiveCase, Notice } from './case.js';
import { placeOf } from './decide.js';
import { breachesOf } from './chain-gates.js';
import { findingsOf } from './findings.js';
import { flowsOf, worst, type Event, type Flow, type Verdict } from './flows.js';
import { printedFlow } from './analyze.js';
import { readConsents, readTransfers, type Consent, type Transfer } from './logs.js';
import { readPack } from './pack.js';
import { instantOf } from './time.js';
import { trailsOf, type Trail } from './trails.js';

const VERDICTS: readonly Verdict[] = ['unsupported', 'contested', 'supported', 'out_of_scope'];

/** Everything that a case comes to, persons by name. */
interface World {
  readonly kase: NaiveCase;
  readonly flows: readonly Flow[];
  readonly events: readonly Event[];
  readonly trails: readonly (Trail & { readonly verdict: Verdict; readonly place: string })[];
}

/**
 * What would be, if, from the definitions: everything is computed for the case as it is and again for the case as it is
 * supposed to be, row by row.
 *
 * @param hops trails of at most so many flows
 * @param firstRow by id of a flow that is cut: one of its rows
 * @returns the numbers as the program prints them, ids of flows left out; and whether records of one flow part
 */
export function whatIfNaively(
  kase: NaiveCase,
  changes: Changes,
  hops: number,
  firstRow: (flow: string) => { file: string; row: number },
): { numbers: Record<string, unknown>; parts: boolean } {
  const bounded: NaiveCase = { ...kase, maxHops: hops, maxTrails: Infinity };
  const transfers = readTransfers(kase).accepted;
  const before = worldOf(bounded, transfers, readConsents(kase).accepted);
  const cut = cutRows(kase, changes, before, firstRow);
  const left = transfers.filter((x) => !cut.has(x));
  const changed = changedCase(bounded, changes);
  const users = [...new Set(transfers.map((x) => x.user))];
  const everyone = [
    ...Object.entries(changes.change?.notices ?? {}).flatMap(([id, n]) => (n.consented ? [id] : [])),
    ...(changes.add?.notices ?? []).flatMap((n) => (n.consented ? [n.id] : [])),
  ];
  const given = everyone.flatMap((notice) =>
    users.map((user): Consent => ({
      user,
      notice,
      givenAt: -Infinity,
      withdrawnAt: Infinity,
      expiresAt: Infinity,
    })),
  );
  const after = worldOf(changed, left, [...readConsents(changed).accepted, ...given]);
  const flowAfter = new Map(after.events.map((e) => [e.x, e.flow]));
  const fates = before.flows.map((flow) => new Set(flow.rows.map((x) => flowAfter.get(x))));
  return { numbers: numbersOf(before, after, flowAfter), parts: fates.some((f) => f.size > 1) };
}

function worldOf(kase: NaiveCase, transfers: readonly Transfer[], consents: readonly Consent[]): World {
  const { flows, events } = flowsOf(kase, transfers, consents);
  const trails = trailsOf(kase, events).reported.map((t) => ({
    ...t,
    verdict: worst(
      t.flows.map((f, i) => (breachesOf(kase, t.flows.slice(0, i + 1)).onward ? 'unsupported' : f.verdict)),
    ),
    place: placeOf(kase, t.flows.at(-1)?.recipient ?? ''),
  }));
  return { kase, flows, events, trails };
}

function cutRows(
  kase: NaiveCase,
  changes: Changes,
  before: World,
  firstRow: (flow: string) => { file: string; row: number },
): Set<Transfer> {
  const resolve = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : (kase.aliases.get(name) ?? name);
  const rows = (changes.cut ?? []).flatMap((cut) => {
    if (typeof cut === 'string') {
      const { file, row } = firstRow(cut);
      return before.flows.find((f) => f.rows.some((x) => x.file === file && x.row === row))?.rows ?? [];
    }
    const [sender, recipient] = [resolve(cut.sender), resolve(cut.recipient)];
    return before.events
      .map((e) => e.x)
      .filter(
        (x) =>
          (sender ?? x.sender) === x.sender &&
          (recipient ?? x.recipient) === x.recipient &&
          (cut.purpose ?? x.purpose) === x.purpose,
      );
  });
  return new Set(rows);
}

type RawFacts = Readonly<Record<string, string | boolean | readonly string[] | null>>;

function withFacts(facts: ReadonlyMap<string, Fact>, raw: RawFacts | undefined): Map<string, Fact> {
  const said = Object.entries(raw ?? {}).map(([k, v]): [string, Fact] => [
    k,
    v === null ? null : typeof v === 'object' ? v.join('|') : String(v),
  ]);
  return new Map([...facts, ...said]);
}

function listOf(raw: '*' | readonly string[] | undefined, otherwise: readonly string[]): readonly string[] {
  return raw === undefined ? otherwise : raw === '*' ? ['*'] : raw;
}

function changedCase(kase: NaiveCase, { change, add, drop }: Changes): NaiveCase {
  const time = (text: string): number => instantOf(text, 'UTC') ?? NaN;
  const notice = (n: Notice, raw: NonNullable<NonNullable<typeof change>['notices']>[string]): Notice => ({
    ...n,
    recipients: listOf(raw.recipients, n.recipients),
    fields: listOf(raw.fields, n.fields),
    purposes: listOf(raw.purposes, n.purposes),
    facts: withFacts(n.facts, raw.facts),
  });
  const contract = (
    c: Contract,
    raw: NonNullable<NonNullable<typeof change>['contracts']>[string],
  ): Contract => ({
    ...c,
    fields: listOf(raw.fields, c.fields),
    purposes: listOf(raw.purposes, c.purposes),
    onward: listOf(raw.onward, c.onward),
    signedAt: raw.signed_at === undefined ? c.signedAt : time(raw.signed_at),
    endsAt: raw.ends_at === undefined ? c.endsAt : raw.ends_at === null ? Infinity : time(raw.ends_at),
    facts: withFacts(c.facts, raw.facts),
  });
  const none = { recipients: [], fields: [], purposes: [], facts: new Map<string, Fact>() };
  const facts = (
    of: NaiveCase['processorFacts'],
    raw: Readonly<Record<string, { facts: RawFacts }>> | undefined,
  ): NaiveCase['processorFacts'] =>
    new Map([...of].map(([id, known]) => [id, withFacts(known, raw?.[id]?.facts)]));
  return {
    ...kase,
    processorFacts: facts(kase.processorFacts, change?.processors),
    purposeFacts: facts(kase.purposeFacts, change?.purposes),
    packs: [
      ...kase.packs.filter((p) => drop?.packs?.includes(p.id) !== true),
      ...(add?.packs ?? []).map((path) => readPack(path)),
    ],
    notices: [
      ...kase.notices
        .filter((n) => drop?.notices?.includes(n.id) !== true)
        .map((n) => notice(n, change?.notices?.[n.id] ?? {})),
      ...(add?.notices ?? []).map((raw) =>
        notice({ id: raw.id, controller: raw.controller, scope: raw.scope, ...none }, raw),
      ),
    ],
    contracts: [
      ...kase.contracts
        .filter((c) => drop?.contracts?.includes(c.id) !== true)
        .map((c) => contract(c, change?.contracts?.[c.id] ?? {})),
      ...(add?.contracts ?? []).map((raw) => {
        const { id, kind, exporter, importer } = raw;
        const blank = { id, kind, exporter, importer, ...none, onward: [], signedAt: NaN, endsAt: Infinity };
        return contract(blank, raw);
      }),
    ],
    adequacy: [
      ...kase.adequacy.filter(
        (a) => drop?.adequacy?.some((d) => d.exporter === a.exporter && d.importer === a.importer) !== true,
      ),
      ...(add?.adequacy ?? []).map((a) => ({
        exporter: a.exporter,
        importer: a.importer,
        since: a.since === undefined ? -Infinity : time(a.since),
        until: a.until === undefined ? Infinity : time(a.until),
        except: a.except_categories ?? [],
        organisations: listOf(a.organisations, []),
        requires: [],
      })),
    ],
  };
}

function numbersOf(
  before: World,
  after: World,
  flowAfter: ReadonlyMap<Transfer, Flow>,
): Record<string, unknown> {
  return {
    people: { before: users(before.events.map((e) => e.x)), after: users(after.events.map((e) => e.x)) },
    flows: flowChanges(before, flowAfter),
    findings: findingChanges(before, after),
    flowsByVerdict: byVerdict(before, after, ({ flows }, verdict) => {
      const own = flows.filter((f) => f.verdict === verdict);
      const rows = own.flatMap((f) => f.rows);
      return { number: own.length, people: users(rows), records: rows.length };
    }),
    foreignTrailsByVerdict: byVerdict(before, after, ({ trails }, verdict) => {
      const own = trails.filter((t) => t.foreign && t.verdict === verdict);
      return { number: own.length, people: union(own), records: null };
    }),
    jurisdictions: places(before, after),
  };
}

function users(rows: readonly Transfer[]): number {
  return new Set(rows.map((x) => x.user)).size;
}

function union(trails: readonly Trail[]): number {
  return new Set(trails.flatMap((t) => [...t.people])).size;
}

function flowChanges(before: World, flowAfter: ReadonlyMap<Transfer, Flow>): unknown[] {
  return before.flows.flatMap((flow) => {
    const parts = new Map<Flow | undefined, Transfer[]>();
    for (const x of flow.rows) {
      const fate = flowAfter.get(x);
      parts.set(fate, [...(parts.get(fate) ?? []), x]);
    }
    return [...parts].flatMap(([fate, rows]) => {
      const [was, is] = [decidedOf(flow), fate === undefined ? null : decidedOf(fate)];
      if (JSON.stringify(was) === JSON.stringify(is)) return [];
      const { sender, recipient, fields, purpose, basis } = flow;
      return [
        {
          ...{ sender, recipient, fields, purpose, basis },
          records: rows.length,
          people: users(rows),
          before: was,
          after: is,
        },
      ];
    });
  });
}

function decidedOf(flow: Flow): Record<string, unknown> {
  const { verdict, breaches, questions } = printedFlow(flow);
  const inOrder = (list: unknown): unknown => (list as object[]).map((x) => JSON.stringify(x)).sort();
  return { verdict, breaches: inOrder(breaches), questions: inOrder(questions) };
}

function findingChanges(before: World, after: World): Record<string, unknown> {
  const found = ({ kase, flows, trails }: World): Map<string, { identity: object; numbers: object }> =>
    new Map(
      findingsOf(kase, flows, trails).map((f) => {
        const { code, gate, pack, sender, recipient, field, purpose } = f;
        const { effect, severity, people, records, firstAt, lastAt, provisions } = f;
        const identity = { code, gate, pack, sender, recipient, field, purpose };
        return [
          JSON.stringify(identity),
          { identity, numbers: { effect, severity, people, records, firstAt, lastAt, provisions } },
        ];
      }),
    );
  const [was, is] = [found(before), found(after)];
  return {
    appear: [...is].flatMap(([k, f]) => (was.has(k) ? [] : [{ ...f.identity, after: f.numbers }])),
    disappear: [...was].flatMap(([k, f]) => (is.has(k) ? [] : [{ ...f.identity, before: f.numbers }])),
    change: [...was].flatMap(([k, f]) => {
      const now = is.get(k);
      if (now === undefined || JSON.stringify(now.numbers) === JSON.stringify(f.numbers)) return [];
      return [{ ...f.identity, before: f.numbers, after: now.numbers }];
    }),
  };
}

function byVerdict(
  before: World,
  after: World,
  count: (world: World, verdict: Verdict) => { number: number },
): unknown[] {
  return VERDICTS.flatMap((verdict) => {
    const [was, is] = [count(before, verdict), count(after, verdict)];
    return was.number + is.number === 0 ? [] : [{ verdict, before: was, after: is }];
  });
}

function places(before: World, after: World): unknown[] {
  const all = new Set([before, after].flatMap((w) => w.trails.flatMap((t) => (t.foreign ? [t.place] : []))));
  return [...all].map((jurisdiction) => {
    const people = ({ trails }: World, verdict?: Verdict): number =>
      union(
        trails.filter(
          (t) => t.foreign && t.place === jurisdiction && (verdict === undefined || t.verdict === verdict),
        ),
      );
    return {
      jurisdiction,
      people: { before: people(before), after: people(after) },
      byVerdict: VERDICTS.flatMap((verdict) => {
        const numbers = { before: people(before, verdict), after: people(after, verdict) };
        return numbers.before + numbers.after === 0 ? [] : [{ verdict, ...numbers }];
      }),
    };
  });
}

/** Path of a pack that is added, which a change file names relative to the case. */
export function packsIn(changes: Changes, dir: string): Changes {
  const packs = changes.add?.packs ?? [];
  return packs.length === 0
    ? changes
    : { ...changes, add: { ...changes.add, packs: packs.map((p) => join(dir, p)) } };
}
