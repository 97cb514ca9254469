import { z } from 'zod';
import { head, pageOf } from './answers.js';
import { operation } from './operation.js';
import { caseParams, flag, paging, several, window } from './requests.js';
import { ALONG, UNITS, WITHIN } from '../../model/rule-pack.js';
import { CONSENT_STATES } from '../../model/states.js';
import { cellPlace, code, count, effect, name, questionRegister, time, verdict } from './words.js';

const answer = z.enum(['carried', 'contested', 'unsupported', 'passed', 'breached']);
const question = z.strictObject({
  of: z.string(),
  fact: z.string(),
  register: questionRegister.optional().meta({
    description: 'The register, where it is neither notices nor contracts.',
  }),
  place: cellPlace.nullable().optional(),
});
const factor = z
  .strictObject({
    fact: z.string(),
    wanted: z
      .array(z.string())
      .meta({ description: 'The word, or for a list the items, that are asked for.' }),
    found: z.string().nullable().meta({ description: 'The cell; null where nobody recorded it.' }),
    missing: z.array(z.string()).meta({ description: 'Of a list: the items that it lacks.' }),
    is: z.enum(['yes', 'no', 'unknown']),
    decides: z
      .boolean()
      .meta({ description: 'False for what is weighed by courts and decides nothing here.' }),
    place: cellPlace.nullable(),
  })
  .meta({
    id: 'Factor',
    description: 'One fact of a notice or contract, and how it stands to what is asked.',
  });
const recordTested = z
  .strictObject({
    id: z.string(),
    state: z.enum([...CONSENT_STATES, 'ended', 'unsigned']),
    covers: z.boolean().meta({ description: 'Whether it is for this recipient, field and purpose.' }),
    factors: z.array(factor),
  })
  .meta({ id: 'RecordTested' });
const basis = z.strictObject({
  kind: z.enum(['notice', 'contract', 'adequacy', 'exemption']),
  id: z.string().nullable(),
});

const condition = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('fact'),
      of: z.enum(['exporter', 'importer', 'purpose']),
      fact: z.string(),
      wanted: z.array(z.string()).meta({ description: 'Words of which any will do.' }),
    }),
    z.strictObject({
      kind: z.literal('count'),
      of: z.enum(UNITS),
      below: count,
      along: z.enum(ALONG).meta({ description: 'Over which transfers is counted.' }),
      within: z.enum(WITHIN).meta({ description: 'Over which time.' }),
      categories: z.array(z.string()).nullable().meta({
        description: 'Of the fields that a transfer must have one of to count; null when any will do.',
      }),
    }),
    z.strictObject({
      kind: z.literal('held'),
      by: z.array(z.string()).meta({ description: 'Places of the owners.' }),
      below: z.number().meta({ description: 'Share of the importer, 0 to 1.' }),
    }),
  ])
  .meta({ id: 'Condition', description: 'What must hold of a transfer besides the record that carries it.' });

const carrierTried = z
  .strictObject({
    kind: z.enum(['consent', 'contract', 'adequacy', 'exemption']),
    asks: z.string().nullable().meta({ description: 'Scope of the notices, or kind of the contracts.' }),
    requires: z.record(z.string(), z.string()),
    cite: z.string().nullable(),
    answer: z.enum(['yes', 'unknown', 'no']),
    by: basis.nullable(),
    questions: z.array(question),
    records: z.array(recordTested).optional().meta({
      description: 'The notices or contracts that it looked at, each with every fact that is asked of it.',
    }),
    reasons: z.array(z.strictObject({ code, of: z.array(z.string()) })),
    fails: z.array(condition).meta({
      description: 'Conditions by which it fails; none for an exemption that fails all that it asks.',
    }),
    text: z.string().meta({ description: 'The answer as a sentence.' }),
  })
  .meta({ id: 'CarrierTried', description: 'What could carry a gate, and how it answered.' });

const gate = z
  .strictObject({
    flow: z.string(),
    pack: z.string(),
    gate: z.string(),
    effect,
    cite: z.string().nullable(),
    field: z.string(),
    answer,
    by: basis.nullable(),
    codes: z.array(code),
    questions: z.array(question),
    text: z.string(),
    carriers: z.array(carrierTried),
  })
  .meta({ id: 'GateExplained' });

const chainBreach = z.strictObject({
  hop: z.int().min(2),
  pack: z.string(),
  gate: z.string(),
  code,
  field: z.string(),
});

const explanation = z
  .strictObject({
    id: name,
    of: z.enum(['flow', 'trail', 'finding']),
    verdict: verdict.nullable().meta({ description: 'Null for a finding.' }),
    text: z.string().meta({ description: 'What `wayleave explain` prints, without the rows.' }),
    flows: z.array(z.string()),
    gates: z.array(gate),
    onward: z.array(chainBreach).meta({ description: 'Onward and taint gates that a trail breaks.' }),
    provisions: z.array(z.string()),
  })
  .meta({ id: 'Explanation' });

const evidenceRow = z
  .strictObject({
    file: z.string(),
    row: z.int().min(1),
    line: z.int().nullable().meta({ description: 'Line of the file; null for Parquet.' }),
    at: time,
    hop: z.int().nullable().meta({ description: 'Of a trail: the hop that the row proves, 1-based.' }),
    flow: z.string().nullable(),
    person: z.string().meta({ description: 'Keyed pseudonym, or the real id where it was asked for.' }),
    sender: z.string(),
    recipient: z.string(),
    fields: z.string(),
    purpose: z.string(),
    basis: z.string().nullable(),
    recordId: z.string().nullable(),
  })
  .meta({ id: 'EvidenceRow', description: 'A row of a log, as the log writes it.' });

const reject = z
  .strictObject({
    log: z.enum(['transfers', 'consents']),
    file: z.string(),
    row: count,
    line: count.nullable(),
    column: z.string().nullable(),
    code: z.string(),
    value: z.string().nullable().meta({ description: 'The cell; a user id as pseudonym.' }),
    sentence: z.string(),
    raw: z.string().nullable().meta({ description: 'The row as it was, where it was asked for.' }),
  })
  .meta({ id: 'Reject' });

const reveal = flag.optional().meta({
  description: 'Real user ids instead of pseudonyms: for the role investigator, and noted in the audit log.',
});

export const evidenceContract = {
  explain: operation({
    method: 'GET',
    path: '/api/cases/{case}/explain/{id}',
    role: 'viewer',
    tag: 'Evidence',
    summary: 'Why a flow, trail or finding is as it is: gates, carriers that were tried, provisions',
    params: caseParams.extend({ id: name }),
    query: z.strictObject(window),
    windowed: true,
    response: z.strictObject({ ...head, explanation }),
    errors: ['NOT_FOUND'],
    examples: [
      { params: { case: 'kakaopay', id: '{flow}' } },
      { params: { case: 'kakaopay', id: '{trail}' } },
      { params: { case: 'kakaopay', id: '{finding}' } },
    ],
  }),
  getEvidence: operation({
    method: 'GET',
    path: '/api/cases/{case}/evidence/{id}',
    role: 'analyst',
    tag: 'Evidence',
    summary: 'The rows of the logs that prove a flow, trail or finding',
    description:
      'Of a flow and a finding, the first rows (five at most); of a trail, one chain of rows of one person. The rows are read from the logs when they are asked for.',
    params: caseParams.extend({ id: name }),
    query: z.strictObject({ ...window, reveal }),
    windowed: true,
    audited: true,
    response: z.strictObject({ ...head, id: name, rows: z.array(evidenceRow) }),
    formats: ['json', 'csv'],
    errors: ['NOT_FOUND', 'STALE_RESULT', 'LOG_UNREADABLE'],
    examples: [{ params: { case: 'kakaopay', id: '{trail}' } }],
  }),
  listRejects: operation({
    method: 'GET',
    path: '/api/cases/{case}/rejects',
    role: 'analyst',
    tag: 'Evidence',
    summary: 'Rows of the logs that were rejected, each with its reason',
    params: caseParams,
    query: z.strictObject({
      ...paging,
      log: several(z.enum(['transfers', 'consents']))
        .optional()
        .meta({ description: 'Log.' }),
      code: several(name).optional().meta({ description: 'Reason.' }),
      reveal,
    }),
    audited: true,
    response: pageOf(reject),
    formats: ['json', 'csv'],
    errors: [],
    examples: [{ params: { case: 'kakaopay' } }],
  }),
};
