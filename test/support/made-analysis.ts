import { createHash } from 'node:crypto';
import type { GraphUsers } from '../../src/graph/user-rows.js';
import type { Case } from '../../src/model/case.js';
import { at, getOrMake } from '../../src/model/collect.js';
import type { Outcome, Verdict } from '../../src/model/decision.js';
import { NO_COUNTS } from '../../src/model/counts.js';
import type { Flow, RowRef } from '../../src/model/flow.js';
import type { Analysis, Cohort, Finding, Reach, Trail } from '../../src/model/result.js';
import { FIELDS, HOME, madeCase, PROCESSORS, START } from './made-case.js';
import { Dice } from './random/dice.js';

/** How large an analysis is made. */
export interface Sizes {
  readonly flows: number;
  readonly trails: number;
  readonly cohorts: number;
  readonly people: number;
}

const DAY = 86_400e6;

/** Ids as long as real ones. */
function id(kind: string, ...content: readonly (string | number)[]): string {
  return `${kind}${createHash('sha256').update(content.join(' ')).digest('hex').slice(0, 20)}`;
}

/**
 * A case with its analysis, made of chance: large, and shaped like the real ones (trails are walks over its flows, cohorts
 * follow trails, findings are of flows and trails). Its counts of people are made up.
 */
export function madeAnalysis(sizes: Sizes): { kase: Case; analysis: Analysis; users: GraphUsers } {
  const dice = new Dice(7);
  const kase = madeCase();
  const processors = kase.registers.processors;
  const flows = Array.from({ length: sizes.flows }, (_, i) => madeFlow(dice, i));
  const placeOf = new Map(processors.map((p) => [p.id, p.jurisdiction]));
  const trails = madeTrails(dice, flows, placeOf, sizes.trails);
  const cohorts = madeCohorts(dice, trails, sizes);
  const findings = madeFindings(dice, flows, trails);
  const reach = madeReach(
    dice,
    processors.map((p) => p.id),
  );
  const analysis: Analysis = {
    title: kase.title,
    complete: true,
    hops: 6,
    maxTrails: 1_000_000,
    from: null,
    until: null,
    sources: {
      transfers: { read: 0, accepted: 0, rejected: 0 },
      consents: { read: 0, accepted: 0, rejected: 0 },
    },
    imports: [],
    files: ['transfers/2023.parquet', 'transfers/2024.parquet'],
    people: sizes.people,
    named: true,
    counts: NO_COUNTS,
    flows,
    trails,
    reach,
    findings,
    cohorts,
  };
  const users: GraphUsers = {
    count: sizes.people,
    pieces: async function* () {
      for (let from = 0; from < sizes.people; from += 100_000) {
        const count = Math.min(100_000, sizes.people - from);
        yield await Promise.resolve(
          Array.from({ length: count }, (_, i) => ({
            id: id('u-', from + i),
            cohort: at(cohorts, (from + i) % cohorts.length).id,
          })),
        );
      }
    },
  };
  return { kase, analysis, users };
}

function madeFlow(dice: Dice, i: number): Flow {
  const sender = dice.int(0, PROCESSORS - 1);
  const recipient = (sender + dice.int(1, PROCESSORS - 1)) % PROCESSORS;
  const first = dice.int(0, FIELDS - 3);
  const fields = Array.from({ length: dice.int(1, 3) }, (_, k) => `f${first + k}`);
  const verdict: Verdict = dice.pick(['unsupported', 'contested', 'supported', 'out_of_scope']);
  const outcomes =
    verdict === 'out_of_scope' ? [] : fields.map((field) => outcome(dice, verdict, field, sender));
  const firstAt = START + dice.int(0, 300) * DAY;
  return {
    id: id('F', i),
    sender: `p${sender}`,
    recipient: `p${recipient}`,
    fields,
    purpose: `purpose${i % 9}`,
    basis: null,
    decision: { outcomes, chainGates: [], contractsInForce: null },
    verdict,
    fieldVerdicts: fields.map(() => verdict),
    crossBorder: recipient >= HOME,
    records: dice.int(1, 1_000_000),
    people: dice.int(1, 100_000),
    firstAt,
    lastAt: firstAt + 200 * DAY,
    months: Array.from({ length: 7 }, (_, m) => ({ month: `2023-0${m + 1}`, records: dice.int(1, 1000) })),
    samples: [],
    sampleStates: {},
  };
}

function outcome(dice: Dice, verdict: Verdict, field: string, sender: number): Outcome {
  const base = { pack: 'own', entry: 0, gate: 'provision', effect: 'breach', field } as const;
  if (verdict === 'unsupported') return { ...base, answer: { is: 'unsupported', codes: ['NO_BASIS'] } };
  const [notice, contract] = [`n${sender % HOME}`, `c${sender}`];
  if (verdict === 'contested') {
    return { ...base, answer: { is: 'contested', questions: [{ of: contract, fact: 'audit' }] } };
  }
  const by = dice.chance(0.5)
    ? ({ kind: 'notice', id: notice } as const)
    : ({ kind: 'contract', id: contract } as const);
  return { ...base, answer: { is: 'carried', by } };
}

/** Walks over the flows from home, level by level, until there are enough. */
function madeTrails(
  dice: Dice,
  flows: readonly Flow[],
  placeOf: ReadonlyMap<string, string>,
  count: number,
): Trail[] {
  const bySender = new Map<string, Flow[]>();
  for (const f of flows) getOrMake(bySender, f.sender, () => []).push(f);
  const home = flows.filter((f) => placeOf.get(f.sender) === 'KR');
  const trails = home.map((f) => extended(dice, null, f, placeOf));
  for (let i = 0; trails.length < count && i < trails.length; i++) {
    const trail = at(trails, i);
    const onward = bySender.get(at(trail.processors, trail.processors.length - 1)) ?? [];
    if (trail.flows.length === 6) break;
    for (const f of dice.some(onward, 0.2)) {
      if (!trail.processors.includes(f.recipient)) trails.push(extended(dice, trail, f, placeOf));
    }
  }
  return trails.slice(0, count);
}

function extended(dice: Dice, parent: Trail | null, f: Flow, placeOf: ReadonlyMap<string, string>): Trail {
  const flows = [...(parent?.flows ?? []), f.id];
  const processors = [...(parent?.processors ?? [f.sender]), f.recipient];
  const row: RowRef = { file: 0, row: dice.int(1, 1_000_000) };
  return {
    id: id('T', ...flows),
    parent: parent?.id ?? null,
    flows,
    processors,
    jurisdictions: processors.map((p) => placeOf.get(p) ?? ''),
    fieldChains: [flows.map(() => at(f.fields, 0))],
    people: Math.max(1, Math.floor((parent?.people ?? f.people) * 0.7)),
    foreign: placeOf.get(f.recipient) !== 'KR',
    verdict: f.verdict,
    unsupportedHops: f.verdict === 'unsupported' ? [flows.length] : [],
    witness: [...(parent?.witness ?? []), { ...row, at: f.firstAt }],
    witnessUser: '',
    breaches: [],
  };
}

function madeCohorts(dice: Dice, trails: readonly Trail[], { cohorts, people }: Sizes): Cohort[] {
  const byId = new Map(trails.map((t) => [t.id, t]));
  return Array.from({ length: cohorts }, (_, i) => {
    const own = new Set<string>();
    for (const last of dice.times(dice.int(1, 12), () => dice.pick(trails))) {
      for (
        let t: Trail | undefined = last;
        t !== undefined;
        t = t.parent === null ? undefined : byId.get(t.parent)
      ) {
        own.add(t.id);
      }
    }
    return {
      id: id('C', i),
      people: Math.ceil(people / cohorts),
      flows: [...new Set([...own].flatMap((t) => byId.get(t)?.flows ?? []))],
      trails: [...own],
    };
  });
}

function madeFindings(dice: Dice, flows: readonly Flow[], trails: readonly Trail[]): Finding[] {
  return flows
    .filter((f) => f.verdict === 'unsupported')
    .map((f, i): Finding => {
      const onTrails = i % 3 === 0;
      return {
        id: id('X', i),
        pack: 'own',
        gate: onTrails ? 'onward' : 'provision',
        code: onTrails ? 'ONWARD_NOT_PERMITTED' : 'NO_BASIS',
        effect: 'breach',
        severity: f.crossBorder ? 'high' : 'medium',
        sender: f.sender,
        recipient: f.recipient,
        field: at(f.fields, 0),
        purpose: f.purpose,
        crossBorder: f.crossBorder,
        records: onTrails ? null : f.records,
        people: f.people,
        firstAt: f.firstAt,
        lastAt: f.lastAt,
        flows: [f.id],
        trails: onTrails ? [...new Set(dice.times(20, () => dice.pick(trails).id))] : [],
        provisions: [`Act ${i % 20}`, `Act ${20 + (i % 7)}`],
        samples: dice.times(5, () => {
          return { file: 1, row: dice.int(1, 1_000_000), at: f.firstAt, userId: '' };
        }),
      };
    });
}

function madeReach(dice: Dice, processors: readonly string[]): Reach[] {
  const [home, abroad] = [processors.slice(0, HOME), processors.slice(HOME)];
  return home.flatMap((origin) =>
    abroad.flatMap((recipient) =>
      dice.some(['f0', 'f3', 'f6'], 0.7).map((field) => {
        return {
          origin,
          field,
          recipient,
          jurisdiction: 'SG',
          people: dice.int(1, 100_000),
          firstArrival: START,
          lastArrival: START + dice.int(1, 300) * DAY,
        };
      }),
    ),
  );
}
