import type { Label, RelationshipType } from '../graph/schema.js';
import type { TextFormat } from './format.js';
import { caseNamespace, nodeInCase, TERMS } from './names.js';
import type { NodeAttributes, PropertyGraph } from './property-graph.js';
import { lineage } from './prov-lineage.js';
import { provName, provProperties, ProvRecords } from './prov-records.js';

/**
 * PROV-JSON (https://www.w3.org/submissions/prov-json/). Processors and persons are agents; flows are activities of their
 * sender and recipient; everything else is an entity. What a flow hands over is an entity for each field (prov-lineage.ts).
 * Relationships for which PROV has no word of its own are influences that name their type.
 */
export const provJson: TextFormat = {
  kind: 'text',
  about: 'W3C PROV, as PROV-JSON',
  mediaType: 'application/json',
  extension: 'prov.json',
  write: writeProv,
};

const PROV_TYPES: Partial<Readonly<Record<Label, string>>> = {
  Jurisdiction: 'prov:Location',
  Processor: 'prov:Organization',
  Notice: 'prov:Plan',
  Contract: 'prov:Plan',
  Cohort: 'prov:Collection',
  User: 'prov:Person',
};

/** Types whose end is influenced by their start; with all others the start is influenced by the end. */
const START_INFLUENCES: ReadonlySet<RelationshipType> = new Set(['OWNS', 'REACHES', 'BREACHES', 'LEADS_TO']);

function writeProv(graph: PropertyGraph): Iterable<string> {
  const records = new ProvRecords();
  for (const { attributes } of graph.nodeEntries()) addNode(records, attributes);
  for (const { attributes, sourceAttributes, targetAttributes } of graph.edgeEntries()) {
    const [from, to] = [nodeInCase(sourceAttributes), nodeInCase(targetAttributes)];
    const type = attributes.label;
    const about = { ...provProperties(attributes), 'wl:relationship': type };
    if (type === 'SENDS' || type === 'TO') {
      records.relation('wasAssociatedWith', {
        'prov:activity': type === 'SENDS' ? to : from,
        'prov:agent': type === 'SENDS' ? from : to,
        'prov:role': provName(`wl:${type}`),
      });
    } else if (type === 'DERIVED_FROM') {
      records.relation('wasDerivedFrom', { 'prov:generatedEntity': from, 'prov:usedEntity': to, ...about });
    } else {
      const [influencer, influencee] = START_INFLUENCES.has(type) ? [from, to] : [to, from];
      records.relation('wasInfluencedBy', {
        'prov:influencee': influencee,
        'prov:influencer': influencer,
        ...about,
      });
    }
  }
  lineage(graph, records);
  return records.text({ wl: TERMS, case: caseNamespace(graph.getAttribute('title')) });
}

function addNode(records: ProvRecords, attributes: NodeAttributes): void {
  const { nodeLabel, label, firstAt, lastAt } = attributes;
  const types = [`wl:${nodeLabel}`, ...(PROV_TYPES[nodeLabel] === undefined ? [] : [PROV_TYPES[nodeLabel]])];
  const isFlow = nodeLabel === 'Flow';
  const kind = isFlow ? 'activity' : nodeLabel === 'Processor' || nodeLabel === 'User' ? 'agent' : 'entity';
  records.element(kind, nodeInCase(attributes), {
    'prov:type': types.map(provName),
    'prov:label': label,
    ...(isFlow && typeof firstAt === 'string' ? { 'prov:startTime': firstAt } : {}),
    ...(isFlow && typeof lastAt === 'string' ? { 'prov:endTime': lastAt } : {}),
    ...provProperties(attributes),
  });
}
