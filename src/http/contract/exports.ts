import { z } from 'zod';
import { operation } from './operation.js';
import { QUERY_ERRORS } from './queries.js';
import { caseParams, flag, window } from './requests.js';
import { name } from './words.js';

/** Formats of exports (docs/exports.md). */
export const FORMATS = [
  'graphml',
  'gexf',
  'json',
  'csv',
  'dot',
  'prov-json',
  'json-ld',
  'neo4j-import',
] as const;

/** Lists whose filters may choose what is exported. */
const EXPORTED = ['flows', 'trails', 'findings'] as const;

/** Languages of a report. */
export const LANGUAGES = ['en', 'ko'] as const;

const KAKAOPAY = { case: 'kakaopay' };

export const exportsContract = {
  exportGraph: operation({
    method: 'GET',
    path: '/api/cases/{case}/export/{format}',
    role: 'viewer',
    tag: 'Exports',
    summary: 'The graph of a case, or a part of it, in the format of another program',
    description:
      'Without more, the whole graph without persons. `of=trails` takes the filters of trails beside it (`of=trails&verdict=unsupported`), `of=flows` and `of=findings` theirs: exported is what passes, with what it is made of. `query=lineage/foreign-trails` takes the parameters of that query: exported is what its answer names. Formats of several files are a zip, or one of its files with `file`. The header `Wayleave-Complete` says whether a limit cut the part.',
    params: caseParams.extend({ format: z.enum(FORMATS) }),
    query: z.looseObject({
      ...window,
      of: z
        .enum(EXPORTED)
        .optional()
        .meta({ description: 'Only what passes the filters of this list, which stand beside it.' }),
      query: name
        .optional()
        .meta({ description: 'Only what this query names; its parameters stand beside it.' }),
      file: name.optional().meta({ description: 'One file of a format of several: `nodes.csv`.' }),
      users: flag.optional().meta({
        description: 'Persons too, as pseudonyms: for the role analyst, and noted in the audit log.',
      }),
    }),
    windowed: true,
    response: z.string(),
    media: [
      'application/graphml+xml',
      'application/gexf+xml',
      'application/json',
      'application/ld+json',
      'text/vnd.graphviz',
      'application/zip',
      'text/csv',
      'text/plain',
    ],
    errors: [
      ...['EXPORT_EMPTY', 'EXPORT_TOO_LARGE', 'EXPORT_VALUE', 'PERSONS_NOT_KEPT', 'AUDIT_UNWRITABLE'],
      ...['QUERY_UNKNOWN', 'QUERY_PARAMETER', ...QUERY_ERRORS],
    ] as const,
    examples: [
      { params: { ...KAKAOPAY, format: 'graphml' } },
      {
        params: { ...KAKAOPAY, format: 'dot' },
        query: { of: 'trails', verdict: 'unsupported', destination: 'alipay-sg' },
      },
      { params: { ...KAKAOPAY, format: 'csv' }, query: { query: 'lineage/foreign-trails' } },
      { params: { ...KAKAOPAY, format: 'csv' }, query: { file: 'edges.csv' } },
      { params: { ...KAKAOPAY, format: 'neo4j-import' }, query: { users: 'true' } },
    ],
  }),
  getReport: operation({
    method: 'GET',
    path: '/api/cases/{case}/report',
    role: 'analyst',
    tag: 'Exports',
    summary:
      'A report of the case as one HTML document that prints well, with pictures, provisions and evidence',
    description:
      'Persons stand in it as pseudonyms. Without `lang`, in the language that Accept-Language prefers.',
    params: caseParams,
    query: z.strictObject({
      ...window,
      lang: z.enum(LANGUAGES).optional().meta({ description: 'Language of its texts.' }),
    }),
    windowed: true,
    audited: true,
    response: z.string(),
    formats: ['html'],
    errors: [],
    examples: [{ params: KAKAOPAY }, { params: KAKAOPAY, query: { lang: 'ko' } }],
  }),
};
