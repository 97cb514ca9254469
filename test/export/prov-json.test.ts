import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromCaseGraph } from '../../src/export/from-case-graph.js';
import { provJson } from '../../src/export/prov-json.js';
import { link, nodes, relate } from '../../src/graph/graph-rows.js';

test('lineage follows trails: what a flow handed over is what the next one used, as the field it became', async () => {
  const flow = (
    id: string,
    sender: string,
    recipient: string,
    field: string,
  ): Record<string, string | string[]> => ({
    id,
    sender,
    recipient,
    fields: [field],
  });
  const graph = await fromCaseGraph({
    title: 'T',
    analysis: 'a',
    complete: true,
    nodes: [
      nodes('Processor', [{ id: 'shop' }, { id: 'lab' }, { id: 'ads' }]),
      nodes('DataField', [{ id: 'phone' }, { id: 'hashed' }]),
      nodes('Flow', [flow('F1', 'shop', 'lab', 'phone'), flow('F2', 'lab', 'ads', 'hashed')]),
      nodes('Trail', [
        { id: 'T1', hops: 1, fieldChains: ['phone'] },
        { id: 'T2', hops: 2, fieldChains: ['phone > hashed'] },
      ]),
    ],
    relationships: [
      relate('SENDS', 'Processor', 'Flow', [link('shop', 'F1'), link('lab', 'F2')]),
      relate('TO', 'Flow', 'Processor', [link('F1', 'lab'), link('F2', 'ads')]),
      relate('CARRIES', 'Flow', 'DataField', [link('F1', 'phone'), link('F2', 'hashed')]),
      relate('LEADS_TO', 'Trail', 'Trail', [link('T1', 'T2')]),
      relate('VIA', 'Trail', 'Flow', [link('T1', 'F1'), link('T2', 'F2')]),
    ],
  });
  const document = JSON.parse([...provJson.write(graph)].join('')) as Record<string, Record<string, object>>;
  const all = (kind: string): object[] => Object.values(document[kind] ?? {});
  assert.deepEqual(all('wasInformedBy'), [
    { 'prov:informed': 'case:Flow:F2', 'prov:informant': 'case:Flow:F1' },
  ]);
  assert.deepEqual(all('used'), [
    { 'prov:activity': 'case:Flow:F2', 'prov:entity': 'case:Data:F1:phone' },
    { 'prov:activity': 'case:Flow:F1', 'prov:entity': 'case:Held:shop:phone' },
  ]);
  assert.deepEqual(all('wasDerivedFrom'), [
    {
      'prov:generatedEntity': 'case:Data:F2:hashed',
      'prov:usedEntity': 'case:Data:F1:phone',
      'prov:activity': 'case:Flow:F2',
    },
    {
      'prov:generatedEntity': 'case:Data:F1:phone',
      'prov:usedEntity': 'case:Held:shop:phone',
      'prov:activity': 'case:Flow:F1',
    },
  ]);
});
