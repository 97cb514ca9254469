import type { z } from 'zod';
import type { Contract } from '../../http/contract/contract.js';

/** Shapes of the API as the page sees them: each is what the contract of an operation says, nothing is written twice. */

export type OperationId = keyof Contract;
export type Answer<K extends OperationId> = z.output<Contract[K]['response']>;
export type Query<K extends OperationId> = z.input<Contract[K]['query']>;
export type Params<K extends OperationId> = z.input<Contract[K]['params']>;

export type CaseEntry = Answer<'listCases'>['items'][number];
export type CaseSummary = Answer<'getCase'>['summary'];
export type Registers = Answer<'getRegisters'>['registers'];
export type Month = Answer<'getTimeline'>['months'][number];
export type Flow = Answer<'listFlows'>['items'][number];
export type FlowDetail = Answer<'getFlow'>['flow'];
export type Trail = Answer<'listTrails'>['items'][number];
export type TrailDetail = Answer<'getTrail'>['trail'];
export type Finding = Answer<'listFindings'>['items'][number];
export type Processor = Answer<'listProcessors'>['items'][number];
export type DataField = Answer<'listFields'>['items'][number];
export type Lineage = Answer<'getLineage'>;
export type LineageNode = Lineage['nodes'][number];
export type LineageEdge = Lineage['edges'][number];
/** What an edge comes to with one verdict; of what is only supposed, nobody knows when it was. */
export type VerdictPart = Omit<LineageEdge['byVerdict'][number], 'firstAt' | 'lastAt'> &
  Partial<Pick<LineageEdge, 'firstAt' | 'lastAt'>>;
/** An edge and a view as they are, or as they would be. */
export type ShownEdge = Omit<LineageEdge, 'byVerdict'> & { readonly byVerdict: readonly VerdictPart[] };
export type ShownLineage = Omit<Lineage, 'edges'> & { readonly edges: readonly ShownEdge[] };
export type Explanation = Answer<'explain'>['explanation'];
export type GateExplained = Explanation['gates'][number];
export type RecordTested = NonNullable<GateExplained['carriers'][number]['records']>[number];
export type FailedCondition = GateExplained['carriers'][number]['fails'][number];
export type Severity = Finding['severity'];
export type Verdict = Flow['verdict'];
export type Code = Flow['breaches'][number]['code'];
export type Job = Answer<'getJob'>;
export type GraphSchema = Answer<'getSchema'>;

/** Severities, the gravest first. */
export const SEVERITIES = ['high', 'medium', 'low'] as const satisfies readonly Severity[];

/** Verdicts, worst first: the order in which lists and legends show them. */
export const VERDICTS = [
  'unsupported',
  'contested',
  'supported',
  'out_of_scope',
] as const satisfies readonly Verdict[];
