import type { RelationshipType } from '../graph/schema.js';
import { USER } from '../model/case.js';
import { caseName } from './names.js';
import type { NodeAttributes } from './property-graph.js';

/**
 * Terms of the Data Privacy Vocabulary 2.3 (https://w3id.org/dpv) for what the graph holds. DPV has no class of transfers:
 * a flow is a process whose processing is a transfer. Whether something is lawful is never said: a flow without recorded
 * basis, and one that hangs on an open question, has `dpv:LawfulnessUnknown`, and of the others nothing is said.
 */
export function dpvTerms(node: NodeAttributes): Record<string, unknown> {
  const types = (...terms: readonly string[]): Record<string, unknown> => ({
    '@type': [...terms, `wl:${node.nodeLabel}`],
  });
  switch (node.nodeLabel) {
    case 'Processor':
      return types('dpv:LegalEntity');
    case 'User':
      return types('dpv:DataSubject');
    case 'Notice':
      return types('dpv:ConsentNotice', ...(node['scope'] === 'overseas' ? ['dpv:DataTransferNotice'] : []));
    case 'Contract':
      // A kind is an open word, so no narrower agreement can be told from it.
      return types('dpv:DataProcessingAgreement');
    case 'DataField':
      return types('dpv:PersonalData', ...categories(node['category']));
    case 'Flow':
      return { ...types('dpv:PersonalDataProcess'), ...flow(node) };
    default:
      return types();
  }
}

/** Terms of DPV for relationships, from their start to their end. */
export const DPV_OF_TYPE: Partial<
  Readonly<Record<RelationshipType, (end: NodeAttributes) => readonly string[]>>
> = {
  ESTABLISHED_IN: () => ['dpv:hasJurisdiction'],
  TO: () => ['dpv:hasDataImporter'],
  CARRIES: () => ['dpv:hasPersonalData'],
  RELIES_ON: (end) => [end.nodeLabel === 'Notice' ? 'dpv:hasNotice' : 'dpv:hasLegalBasis'],
};

function flow(node: NodeAttributes): Record<string, unknown> {
  const processing = [
    ...(node['sender'] === USER ? ['dpv:Collect'] : []),
    ...(node['crossBorder'] === true ? ['dpv:CrossBorderTransfer'] : []),
  ];
  const purpose = String(node['purpose']);
  return {
    'dpv:hasProcessing': (processing.length > 0 ? processing : ['dpv:Transfer']).map((id) => ({ '@id': id })),
    'dpv:hasPurpose': { '@id': caseName('Purpose', purpose), '@type': 'dpv:Purpose', 'rdfs:label': purpose },
    ...(node['verdict'] === 'unsupported' || node['verdict'] === 'contested'
      ? { 'dpv:hasLawfulness': { '@id': 'dpv:LawfulnessUnknown' } }
      : {}),
  };
}

/** The category of DPV that a field is of; one that the case makes narrower (`pd:FinancialStatus/balance`) is of the wider. */
function categories(value: unknown): string[] {
  const wide = typeof value === 'string' ? /^pd:[A-Za-z0-9-]+(?=\/|$)/.exec(value)?.[0] : undefined;
  return wide === undefined ? [] : [wide];
}
