import type { Case } from '../model/case.js';
import { USER } from '../model/case.js';
import { at } from '../model/collect.js';
import type { Analysis } from '../model/result.js';
import { sortedSet } from '../model/text.js';
import { carried, flowBases, flowNode } from './flow-rows.js';
import {
  link,
  nodes,
  nodesOf,
  relate,
  relatePairs,
  type NodeRows,
  type Properties,
  type RelationshipRows,
} from './graph-rows.js';
import {
  contracts,
  controls,
  derivations,
  fields,
  holdings,
  jurisdictions,
  notices,
  processors,
} from './register-rows.js';
import { SCHEMA_VERSION } from './schema.js';
import { findingNode, followed, reaches, trailNode } from './trail-rows.js';
import { memberships, userNodes, type GraphUsers } from './user-rows.js';

/** The property graph of an analysis (2-semantics, "The graph"), to be loaded into a store or exported. */
export interface CaseGraph {
  readonly title: string;
  /** Fingerprint of the analysis. */
  readonly analysis: string;
  readonly nodes: readonly NodeRows[];
  readonly relationships: readonly RelationshipRows[];
}

/**
 * The graph of an analysis. Pure but for the users, which are read when they are asked for.
 *
 * @param fingerprint of the analysis
 * @param users null when they are too many to be loaded
 */
export function caseGraph(kase: Case, a: Analysis, fingerprint: string, users: GraphUsers | null): CaseGraph {
  const bases = flowBases(a.flows, new Set(kase.registers.notices.map((n) => n.id)));
  const extending = a.trails.filter((t) => t.parent !== null).length;
  const subjects = a.cohorts.reduce((sum, c) => sum + c.flows.length, 0);
  return {
    title: kase.title,
    analysis: fingerprint,
    nodes: [
      nodes('Case', [caseNode(kase, a, fingerprint, users !== null)]),
      nodes('Jurisdiction', jurisdictions(kase)),
      nodes('Processor', processors(kase)),
      nodes('DataField', fields(kase)),
      nodes('Notice', notices(kase)),
      nodes('Contract', contracts(kase)),
      nodes('Flow', a.flows.map(flowNode)),
      nodes(
        'Provision',
        sortedSet(a.findings.flatMap((f) => f.provisions)).map((id) => ({ id })),
      ),
      nodes(
        'Finding',
        a.findings.map((f) => findingNode(a, f)),
      ),
      nodesOf('Trail', a.trails, (t) => trailNode(a, t)),
      nodesOf('Cohort', a.cohorts, ({ id, people }) => ({ id, people })),
      userNodes(users),
    ],
    relationships: [
      relate(
        'ESTABLISHED_IN',
        'Processor',
        'Jurisdiction',
        kase.registers.processors.map((p) => link(p.id, p.jurisdiction)),
      ),
      relate('CONTROLLED_BY', 'Processor', 'Processor', controls(kase)),
      relate('OWNS', 'Processor', 'Processor', holdings(kase)),
      relate('DERIVED_FROM', 'DataField', 'DataField', derivations(kase)),
      relate(
        'SENDS',
        'Processor',
        'Flow',
        a.flows.flatMap((f) => (f.sender === USER ? [] : [link(f.sender, f.id)])),
      ),
      relate(
        'TO',
        'Flow',
        'Processor',
        a.flows.map((f) => link(f.id, f.recipient)),
      ),
      relate('CARRIES', 'Flow', 'DataField', a.flows.flatMap(carried)),
      relate('RELIES_ON', 'Flow', 'Notice', bases.reliesOn.Notice),
      relate('RELIES_ON', 'Flow', 'Contract', bases.reliesOn.Contract),
      relate('HANGS_ON', 'Flow', 'Notice', bases.hangsOn.Notice),
      relate('HANGS_ON', 'Flow', 'Contract', bases.hangsOn.Contract),
      relate('HANGS_ON', 'Flow', 'Processor', bases.hangsOn.Processor),
      relate('REACHES', 'Processor', 'Processor', reaches(a)),
      relate(
        'BREACHES',
        'Flow',
        'Finding',
        a.findings.flatMap((f) => (f.records === null ? [] : f.flows.map((flow) => link(flow, f.id)))),
      ),
      relate(
        'BREACHES',
        'Trail',
        'Finding',
        a.findings.flatMap((f) => f.trails.map((t) => link(t, f.id))),
      ),
      relate(
        'CITES',
        'Finding',
        'Provision',
        a.findings.flatMap((f) => f.provisions.map((cite) => link(f.id, cite))),
      ),
      relatePairs('LEADS_TO', 'Trail', 'Trail', extending, () => extensions(a)),
      relatePairs('VIA', 'Trail', 'Flow', a.trails.length, () => lastFlows(a)),
      relatePairs('SUBJECT_OF', 'Cohort', 'Flow', subjects, () => subjectsOf(a)),
      relatePairs('FOLLOWED', 'Cohort', 'Trail', countOf(followed(a)), () => followed(a)),
      memberships(users),
    ],
  };
}

/** Trails with those that extend them by a flow. */
function* extensions(a: Analysis): Generator<readonly [string, string]> {
  for (const t of a.trails) if (t.parent !== null) yield [t.parent, t.id];
}

function* lastFlows(a: Analysis): Generator<readonly [string, string]> {
  for (const t of a.trails) yield [t.id, at(t.flows, t.flows.length - 1)];
}

function* subjectsOf(a: Analysis): Generator<readonly [string, string]> {
  for (const c of a.cohorts) for (const f of c.flows) yield [c.id, f];
}

function countOf(things: Iterable<unknown>): number {
  let count = 0;
  for (const thing of things) if (thing !== undefined) count++;
  return count;
}

function caseNode(kase: Case, a: Analysis, fingerprint: string, named: boolean): Properties {
  return {
    id: kase.title,
    program: 'wayleave',
    schema: SCHEMA_VERSION,
    analysis: fingerprint,
    jurisdiction: kase.home,
    people: a.people,
    complete: a.complete,
    hops: a.hops,
    named,
  };
}
