import type { PropertyValue } from '../graph/graph-rows.js';
import { NODES, RELATIONSHIPS } from '../graph/schema.js';
import { dpvTerms, DPV_OF_TYPE } from './dpv.js';
import type { TextFormat } from './format.js';
import { caseNamespace, nodeInCase, TERMS } from './names.js';
import type { EdgeAttributes, NodeAttributes, PropertyGraph } from './property-graph.js';

/**
 * JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) with the terms of the Data Privacy Vocabulary 2.3 where it has them
 * (dpv.ts), and our own for all properties and relationships. The context is part of the text: nothing is fetched to
 * read it.
 */
export const jsonLd: TextFormat = {
  kind: 'text',
  about: 'JSON-LD with W3C DPV 2.3',
  mediaType: 'application/ld+json',
  extension: 'jsonld',
  write: writeJsonLd,
};

function* writeJsonLd(graph: PropertyGraph): Generator<string> {
  yield `{"@context":${JSON.stringify(context(graph))},\n"@graph":[`;
  let comma = '';
  for (const { node, attributes } of graph.nodeEntries()) {
    const described = {
      '@id': iri(attributes),
      ...dpvTerms(attributes),
      'rdfs:label': attributes.label,
      ...properties(attributes),
      ...relations(graph, node),
    };
    yield `${comma}\n${JSON.stringify(described)}`;
    comma = ',';
  }
  yield ']}\n';
}

function context(graph: PropertyGraph): Record<string, unknown> {
  const specs = [...NODES, ...RELATIONSHIPS].flatMap((s) => s.properties);
  return {
    '@version': 1.1,
    dpv: 'https://w3id.org/dpv#',
    pd: 'https://w3id.org/dpv/pd#',
    loc: 'https://w3id.org/dpv/loc#',
    rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
    xsd: 'http://www.w3.org/2001/XMLSchema#',
    wl: TERMS,
    case: caseNamespace(graph.getAttribute('title')),
    ...Object.fromEntries(
      specs
        .filter((p) => p.type === 'time')
        .map((p) => [`wl:${p.name}`, { '@id': `wl:${p.name}`, '@type': 'xsd:dateTime' }]),
    ),
    ...Object.fromEntries(
      specs
        .filter((p) => p.type.endsWith('[]'))
        .map((p) => [`wl:${p.name}`, { '@id': `wl:${p.name}`, '@container': '@list' }]),
    ),
  };
}

/** A jurisdiction is the location of DPV; everything else is the case's own. */
function iri(attributes: NodeAttributes): string {
  return attributes.nodeLabel === 'Jurisdiction'
    ? `loc:${String(attributes['code'])}`
    : nodeInCase(attributes);
}

/** Properties under our own terms; instants stand there once. */
function properties(attributes: NodeAttributes | EdgeAttributes): Record<string, PropertyValue> {
  return Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name !== 'label' && name !== 'nodeLabel' && !name.endsWith('Micros'))
      .map(([name, value]) => [`wl:${name}`, value]),
  );
}

/** Relationships that start at a node, under our own terms and under those of DPV; one with properties is a node of its own. */
function relations(graph: PropertyGraph, node: string): Record<string, unknown[]> {
  const found: Record<string, unknown[]> = {};
  const add = (term: string, value: unknown): void => {
    (found[term] ??= []).push(value);
  };
  for (const { attributes, targetAttributes } of graph.outEdgeEntries(node)) {
    const to = { '@id': iri(targetAttributes) };
    const about = properties(attributes);
    const plain = Object.keys(about).length === 0;
    add(`wl:${attributes.label}`, plain ? to : { 'wl:node': to, ...about });
    for (const term of DPV_OF_TYPE[attributes.label]?.(targetAttributes) ?? []) addOnce(term, to);
  }
  for (const { attributes, sourceAttributes } of graph.inEdgeEntries(node)) {
    if (attributes.label === 'SENDS') addOnce('dpv:hasDataExporter', { '@id': iri(sourceAttributes) });
  }
  return found;

  function addOnce(term: string, value: { '@id': string }): void {
    const known = found[term] as { '@id': string }[] | undefined;
    if (known?.some((v) => v['@id'] === value['@id']) !== true) add(term, value);
  }
}
