import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonLd } from '../../src/export/json-ld.js';
import { fromCaseGraph } from '../../src/export/from-case-graph.js';
import { graphOfCase } from '../support/case-graphs.js';

/** Terms of DPV 2.3 that exports use, each looked up in the vocabulary's own dpv.ttl. */
const DPV = new Set(
  [
    ...['Collect', 'ConsentNotice', 'CrossBorderTransfer', 'DataProcessingAgreement', 'DataSubject'],
    ...[
      'DataTransferNotice',
      'LawfulnessUnknown',
      'LegalEntity',
      'PersonalData',
      'PersonalDataProcess',
      'Purpose',
    ],
    ...[
      'Transfer',
      'hasDataExporter',
      'hasDataImporter',
      'hasJurisdiction',
      'hasLawfulness',
      'hasLegalBasis',
    ],
    ...['hasNotice', 'hasPersonalData', 'hasProcessing', 'hasPurpose'],
  ].map((term) => `dpv:${term}`),
);

interface Node {
  readonly '@id': string;
  readonly '@type': readonly string[];
  readonly [term: string]: unknown;
}
interface Document {
  readonly '@context': Record<string, unknown>;
  readonly '@graph': readonly Node[];
}

async function documentOf(folder: string): Promise<Document> {
  const text = [...jsonLd.write(await fromCaseGraph(await graphOfCase(folder)))].join('');
  return JSON.parse(text) as Document;
}

/** Every key and every text of a value. */
function* words(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield key;
    yield* words(inner);
  }
}

for (const folder of [
  'seed/kakaopay-alipay/sample',
  'seed/skeleton',
  'test/cases/collection',
  'test/cases/contract-states',
]) {
  test(`${folder}: only terms that DPV has, no verdict on lawfulness, nothing to fetch`, async () => {
    const document = await documentOf(folder);
    for (const word of words(document['@graph'])) {
      if (word.startsWith('dpv:')) assert.ok(DPV.has(word), word);
    }
    for (const node of document['@graph']) {
      if (!node['@type'].includes('wl:Flow')) continue;
      const open = node['wl:verdict'] === 'unsupported' || node['wl:verdict'] === 'contested';
      assert.deepEqual(node['dpv:hasLawfulness'], open ? { '@id': 'dpv:LawfulnessUnknown' } : undefined);
    }
    // A context that is a text would be an address to fetch.
    assert.equal(typeof document['@context'], 'object');
    assert.ok(!('@import' in document['@context']));
  });
}

test('a flow names who exported what to whom, from where to where', async () => {
  const { '@graph': nodes } = await documentOf('seed/kakaopay-alipay/sample');
  const flow = nodes.find((n) => n['wl:sender'] === 'kakaopay' && n['wl:recipient'] === 'alipay-sg');
  assert.deepEqual(flow?.['dpv:hasDataExporter'], [{ '@id': 'case:Processor:kakaopay' }]);
  assert.deepEqual(flow['dpv:hasDataImporter'], [{ '@id': 'case:Processor:alipay-sg' }]);
  assert.deepEqual(flow['dpv:hasProcessing'], [{ '@id': 'dpv:CrossBorderTransfer' }]);
  const importer = nodes.find((n) => n['@id'] === 'case:Processor:alipay-sg');
  assert.deepEqual(importer?.['dpv:hasJurisdiction'], [{ '@id': 'loc:SG' }]);
});
