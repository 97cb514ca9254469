import type { PropertyValue } from '../graph/graph-rows.js';
import { caseName, nodeInCase } from './names.js';
import type { NodeAttributes, PropertyGraph } from './property-graph.js';
import { provName, type ProvRecords } from './prov-records.js';

/**
 * Data as flows hand it over. Each flow generates one entity for each of its fields, a specialization of the field that is
 * attributed to the recipient. Along trails, a flow was informed by the one before and used what that one handed over;
 * where a trail starts, and where the graph holds no trail, it used what the sender held.
 */
export function lineage(graph: PropertyGraph, records: ProvRecords): void {
  const later = usedBefore(graph, records);
  for (const { node, attributes: flow } of graph.nodeEntries()) {
    if (flow.nodeLabel !== 'Flow') continue;
    const ends = endsOf(graph, node);
    for (const field of texts(flow['fields'])) {
      if (!ends.fields.has(field)) continue;
      const data = handedOver(flow, field);
      entity(records, data, field);
      records.relation('wasGeneratedBy', { 'prov:entity': data, 'prov:activity': nodeInCase(flow) });
      if (ends.recipient !== null)
        records.relation('wasAttributedTo', { 'prov:entity': data, 'prov:agent': ends.recipient });
      if (ends.sender === null || ends.senderName === null || later.has(node)) continue;
      const held = caseName('Held', ends.senderName, field);
      entity(records, held, field);
      records.relation('wasAttributedTo', { 'prov:entity': held, 'prov:agent': ends.sender });
      derive(records, held, flow, data);
    }
  }
}

/** Adds what flows used of flows before them; returns the flows that stand at the start of no trail, but later on some. */
function usedBefore(graph: PropertyGraph, records: ProvRecords): ReadonlySet<string> {
  const later = new Set<string>();
  const first = new Set<string>();
  graph.forEachNode((node, trail) => {
    if (trail.nodeLabel === 'Trail' && trail['hops'] === 1) first.add(viaOf(graph, node)?.node ?? '');
  });
  graph.forEachEdge((_, { label }, shorter, longer, __, trail) => {
    const [before, after] = [viaOf(graph, shorter), viaOf(graph, longer)];
    if (label !== 'LEADS_TO' || before === undefined || after === undefined) return;
    if (!first.has(after.node)) later.add(after.node);
    records.relation('wasInformedBy', {
      'prov:informed': nodeInCase(after.flow),
      'prov:informant': nodeInCase(before.flow),
    });
    for (const [g, h] of lastLinks(trail, before.flow, after.flow)) {
      entity(records, handedOver(before.flow, g), g);
      entity(records, handedOver(after.flow, h), h);
      derive(records, handedOver(before.flow, g), after.flow, handedOver(after.flow, h));
    }
  });
  return later;
}

function viaOf(graph: PropertyGraph, trail: string): { node: string; flow: NodeAttributes } | undefined {
  for (const { attributes, target, targetAttributes } of graph.outEdgeEntries(trail)) {
    if (attributes.label === 'VIA') return { node: target, flow: targetAttributes };
  }
  return undefined;
}

/** The last links of a trail's field chains: the field that came in, and the one that went on. */
function lastLinks(trail: NodeAttributes, before: NodeAttributes, after: NodeAttributes): [string, string][] {
  const chains = texts(trail['fieldChains']);
  return texts(before['fields']).flatMap((g) =>
    texts(after['fields']).flatMap((h): [string, string][] => {
      const link = `${g} > ${h}`;
      return chains.some((c) => c === link || c.endsWith(` > ${link}`)) ? [[g, h]] : [];
    }),
  );
}

interface Ends {
  readonly sender: string | null;
  readonly senderName: string | null;
  readonly recipient: string | null;
  /** Fields whose nodes are in the graph. */
  readonly fields: ReadonlySet<string>;
}

function endsOf(graph: PropertyGraph, flow: string): Ends {
  const ends = {
    sender: null as string | null,
    senderName: null as string | null,
    recipient: null as string | null,
  };
  const fields = new Set<string>();
  graph.forEachInEdge(flow, (_, { label }, __, ___, from) => {
    if (label !== 'SENDS') return;
    ends.sender = nodeInCase(from);
    ends.senderName = String(from['id']);
  });
  graph.forEachOutEdge(flow, (_, { label }, __, ___, ____, to) => {
    if (label === 'TO') ends.recipient = nodeInCase(to);
    if (label === 'CARRIES') fields.add(String(to['id']));
  });
  return { ...ends, fields };
}

function handedOver(flow: NodeAttributes, field: string): string {
  return caseName('Data', String(flow['id']), field);
}

function entity(records: ProvRecords, name: string, field: string): void {
  records.element('entity', name, { 'prov:type': [provName('wl:Data')], 'prov:label': field });
  records.relation('specializationOf', {
    'prov:specificEntity': name,
    'prov:generalEntity': caseName('DataField', field),
  });
}

function derive(records: ProvRecords, from: string, flow: NodeAttributes, to: string): void {
  const activity = nodeInCase(flow);
  records.relation('used', { 'prov:activity': activity, 'prov:entity': from });
  records.relation('wasDerivedFrom', {
    'prov:generatedEntity': to,
    'prov:usedEntity': from,
    'prov:activity': activity,
  });
}

function texts(value: PropertyValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
