/** What a property holds. `micros` is an instant in microseconds since 1970 UTC, `time` the same as ISO 8601 text. */
export type PropertyType =
  'string' | 'integer' | 'float' | 'boolean' | 'time' | 'micros' | 'string[]' | 'integer[]';

export interface PropertySpec {
  /** Has one type wherever it occurs among nodes, or among relationships: formats with typed columns have one of each name. */
  readonly name: string;
  readonly type: PropertyType;
  readonly about: string;
}

export interface NodeSpec {
  readonly label: Label;
  /** The property that names a node: unique, and never null. */
  readonly key: string;
  readonly about: string;
  readonly properties: readonly PropertySpec[];
  /** Properties that queries look nodes up by, beside the key. */
  readonly indexes: readonly string[];
}

export interface RelationshipSpec {
  readonly type: RelationshipType;
  /** Pairs of labels that it joins. */
  readonly joins: readonly (readonly [Label, Label])[];
  readonly about: string;
  readonly properties: readonly PropertySpec[];
}

/** Labels of nodes. */
export const LABELS = [
  'Case',
  'Jurisdiction',
  'Processor',
  'DataField',
  'Notice',
  'Contract',
  'Flow',
  'Provision',
  'Finding',
  'Trail',
  'Cohort',
  'User',
] as const;
export type Label = (typeof LABELS)[number];

/** Types of relationships. */
export const TYPES = [
  'ESTABLISHED_IN',
  'CONTROLLED_BY',
  'OWNS',
  'DERIVED_FROM',
  'SENDS',
  'TO',
  'CARRIES',
  'RELIES_ON',
  'HANGS_ON',
  'REACHES',
  'BREACHES',
  'CITES',
  'LEADS_TO',
  'VIA',
  'SUBJECT_OF',
  'FOLLOWED',
  'MEMBER_OF',
] as const;
export type RelationshipType = (typeof TYPES)[number];

/** Changes when a graph that was loaded before does not fit the queries any more. */
export const SCHEMA_VERSION = 2;

const p = (name: string, type: PropertyType, about: string): PropertySpec => ({ name, type, about });
const instant = (name: string, about: string): readonly PropertySpec[] => [
  p(name, 'time', about),
  p(`${name}Micros`, 'micros', `${about}, to compare with`),
];
const PERIOD = [
  ...instant('firstAt', 'time of the earliest record'),
  ...instant('lastAt', 'time of the latest record'),
];

/** Nodes of the graph of a case, in the order in which they are loaded (2-semantics, "The graph"). */
export const NODES: readonly NodeSpec[] = [
  {
    label: 'Case',
    key: 'id',
    about: 'The case that the graph holds, and the analysis that it comes from. There is one.',
    properties: [
      p('id', 'string', 'title of the case'),
      p('program', 'string', '`wayleave`: marks the graph as ours'),
      p('schema', 'integer', 'version of this schema'),
      p(
        'analysis',
        'string',
        'fingerprint of the analysis; with users loaded, of the key of their pseudonyms too',
      ),
      p('jurisdiction', 'string', 'whose people are protected: a code, or what codes are member of'),
      p('people', 'integer', 'persons with accepted transfers'),
      p('complete', 'boolean', 'false when long trails were cut'),
      p('hops', 'integer', 'trails of at most so many flows are listed'),
      p('named', 'boolean', 'true when users are loaded'),
    ],
    indexes: [],
  },
  {
    label: 'Jurisdiction',
    key: 'code',
    about: 'A place whose law a processor is established under.',
    properties: [
      p('code', 'string', 'ISO 3166-1 alpha-2'),
      p('name', 'string', 'name'),
      p('memberOf', 'string[]', 'groups it is a member of, such as EEA'),
      p('home', 'boolean', 'true when its people are those protected'),
    ],
    indexes: [],
  },
  {
    label: 'Processor',
    key: 'id',
    about: 'An entity that sends or receives personal data, in whatever capacity.',
    properties: [
      p('id', 'string', 'id in the register'),
      p('name', 'string', 'name'),
      p('jurisdiction', 'string', 'code of the jurisdiction it is established in'),
      p('home', 'boolean', 'true when it is established at home'),
    ],
    indexes: ['jurisdiction'],
  },
  {
    label: 'DataField',
    key: 'id',
    about: 'A field of personal data.',
    properties: [
      p('id', 'string', 'id in the register'),
      p('category', 'string', 'W3C DPV personal-data category'),
      p('method', 'string', 'how it is derived, if it is'),
    ],
    indexes: [],
  },
  {
    label: 'Notice',
    key: 'id',
    about: 'What persons were told and asked to consent to.',
    properties: [
      p('id', 'string', 'id in the register'),
      p('controller', 'string', 'processor that asks'),
      p('scope', 'string', 'collect, provide or overseas'),
      p('recipients', 'string[]', 'recipients that it lists; `*` is any'),
      p('fields', 'string[]', 'fields that it lists; `*` is any'),
      p('purposes', 'string[]', 'purposes that it lists; `*` is any'),
      p('facts', 'string[]', 'recorded facts, as `name=value`'),
    ],
    indexes: ['controller'],
  },
  {
    label: 'Contract',
    key: 'id',
    about: 'A contract between two processors.',
    properties: [
      p('id', 'string', 'id in the register'),
      p('kind', 'string', 'outsourcing, scc, bcr, …'),
      p('exporter', 'string', 'processor that sends'),
      p('importer', 'string', 'processor that receives'),
      p('fields', 'string[]', 'fields that it covers; `*` is any'),
      p('purposes', 'string[]', 'purposes that it covers; `*` is any'),
      p('onward', 'string[]', 'processors to which data may be passed on; `*` is any'),
      ...instant('signedAt', 'when it was signed'),
      ...instant('endsAt', 'when it ends; absent while it is open'),
      p('facts', 'string[]', 'recorded facts, as `name=value`'),
    ],
    indexes: ['exporter', 'importer'],
  },
  {
    label: 'Flow',
    key: 'id',
    about: 'Transfers alike in sender, recipient, fields, purpose, claimed basis and decision.',
    properties: [
      p('id', 'string', 'names the content'),
      p('sender', 'string', 'id of the sending processor, or `@user` for a collection'),
      p('recipient', 'string', 'id of the receiving processor'),
      p('fields', 'string[]', 'fields that are sent'),
      p('purpose', 'string', 'purpose'),
      p('basis', 'string', 'what the sender claims; absent when nothing'),
      p('verdict', 'string', 'unsupported, contested, supported or out_of_scope'),
      p('crossBorder', 'boolean', 'true when it crosses a border'),
      p('records', 'integer', 'transfers'),
      p('people', 'integer', 'distinct persons'),
      ...PERIOD,
      p('months', 'string[]', 'months (UTC) with records, such as 2024-05'),
      p('monthRecords', 'integer[]', 'records in each of these months'),
      p('adequacy', 'boolean', 'true when adequacy carries some gate'),
      p('exemptions', 'string[]', 'names of the exemptions that carry some gate'),
      p(
        'questions',
        'string[]',
        'open questions of its breach gates, as `n1: separate` or `purposes pay: kind`',
      ),
    ],
    indexes: ['verdict', 'sender', 'recipient'],
  },
  {
    label: 'Provision',
    key: 'id',
    about: 'A provision of law, as rule packs cite it.',
    properties: [p('id', 'string', 'its citation')],
    indexes: [],
  },
  {
    label: 'Finding',
    key: 'id',
    about: 'A code of a gate for one sender, recipient, field and purpose.',
    properties: [
      p('id', 'string', 'names the content'),
      p('pack', 'string', 'rule pack'),
      p('gate', 'string', 'gate'),
      p('code', 'string', 'code'),
      p('effect', 'string', 'breach or advisory'),
      p('severity', 'string', 'high, medium or low'),
      p('sender', 'string', 'sender'),
      p('recipient', 'string', 'recipient'),
      p('field', 'string', 'field'),
      p('purpose', 'string', 'purpose'),
      p('crossBorder', 'boolean', 'true when it crosses a border'),
      p('records', 'integer', 'transfers; absent for findings on trails'),
      p('people', 'integer', 'distinct persons'),
      ...PERIOD,
      p('samples', 'string[]', 'rows that prove it, as `file#row`, earliest first'),
    ],
    indexes: ['code', 'severity'],
  },
  {
    label: 'Trail',
    key: 'id',
    about: 'A path that the data of at least one person took, flow by flow, in time order.',
    properties: [
      p('id', 'string', 'names its flows'),
      p('origin', 'string', 'processor at which it starts'),
      p('destination', 'string', 'processor at which it ends'),
      p('jurisdiction', 'string', 'jurisdiction of the destination'),
      p('processors', 'string[]', 'processors in order'),
      p('jurisdictions', 'string[]', 'their jurisdictions'),
      p('flows', 'string[]', 'ids of its flows in order'),
      p('fields', 'string[]', 'fields that occur on its field chains'),
      p('fieldChains', 'string[]', 'field chains, as `a > b`'),
      p('hops', 'integer', 'number of its flows'),
      p('people', 'integer', 'distinct persons whose data took it'),
      p('foreign', 'boolean', 'true when it ends abroad'),
      p('verdict', 'string', 'the worst of its hops'),
      p('unsupportedHops', 'integer[]', 'hops that count as unsupported, from 1'),
      p('codes', 'string[]', 'codes of the findings of its last hop on this trail, in order'),
      ...instant('arrivedAt', 'when data first arrived by it'),
      p('witness', 'string[]', 'rows that prove it, as `file#row`'),
    ],
    indexes: ['hops', 'origin', 'destination', 'jurisdiction', 'verdict'],
  },
  {
    label: 'Cohort',
    key: 'id',
    about: 'Persons with the same flows and the same trails.',
    properties: [
      p('id', 'string', 'names its flows and trails'),
      p('people', 'integer', 'how many they are'),
    ],
    indexes: [],
  },
  {
    label: 'User',
    key: 'id',
    about: 'A person, under a keyed pseudonym.',
    properties: [p('id', 'string', 'keyed pseudonym')],
    indexes: [],
  },
];

/** Relationships of the graph of a case, in the order in which they are loaded. */
export const RELATIONSHIPS: readonly RelationshipSpec[] = [
  {
    type: 'ESTABLISHED_IN',
    joins: [['Processor', 'Jurisdiction']],
    about: 'where a processor is established',
    properties: [],
  },
  {
    type: 'CONTROLLED_BY',
    joins: [['Processor', 'Processor']],
    about: 'the company that controls a processor',
    properties: [p('share', 'float', 'its share, 0 to 1')],
  },
  {
    type: 'OWNS',
    joins: [['Processor', 'Processor']],
    about: 'a dated holding',
    properties: [
      p('share', 'float', 'share, 0 to 1'),
      ...instant('since', 'from when; absent when it was always so'),
      ...instant('until', 'until when, exclusive; absent while it lasts'),
    ],
  },
  {
    type: 'DERIVED_FROM',
    joins: [['DataField', 'DataField']],
    about: 'a field made out of another',
    properties: [p('method', 'string', 'how')],
  },
  {
    type: 'SENDS',
    joins: [['Processor', 'Flow']],
    about: 'who sends a flow; none for a collection',
    properties: [],
  },
  { type: 'TO', joins: [['Flow', 'Processor']], about: 'who receives a flow', properties: [] },
  {
    type: 'CARRIES',
    joins: [['Flow', 'DataField']],
    about: 'a field that a flow carries',
    properties: [p('verdict', 'string', 'verdict on this field')],
  },
  {
    type: 'RELIES_ON',
    joins: [
      ['Flow', 'Notice'],
      ['Flow', 'Contract'],
    ],
    about: 'the recorded basis that carries a gate',
    properties: [
      p('gate', 'string', 'gate'),
      p('pack', 'string', 'rule pack'),
      p('field', 'string', 'field'),
    ],
  },
  {
    type: 'HANGS_ON',
    joins: [
      ['Flow', 'Notice'],
      ['Flow', 'Contract'],
      ['Flow', 'Processor'],
    ],
    about: 'an open question: a fact that nobody recorded, and on which a breach gate hangs',
    properties: [
      p('gate', 'string', 'gate'),
      p('pack', 'string', 'rule pack'),
      p('field', 'string', 'field'),
      p('fact', 'string', 'empty column of the register'),
    ],
  },
  {
    type: 'REACHES',
    joins: [['Processor', 'Processor']],
    about: 'data sent by a source arrived at a foreign processor, by any way',
    properties: [
      p('field', 'string', 'field as which it was sent'),
      p('people', 'integer', 'distinct persons'),
      ...instant('firstArrival', 'earliest arrival'),
      ...instant('lastArrival', 'latest arrival'),
    ],
  },
  {
    type: 'BREACHES',
    joins: [
      ['Flow', 'Finding'],
      ['Trail', 'Finding'],
    ],
    about: 'a finding of a flow, or of the last hop of a trail',
    properties: [],
  },
  {
    type: 'CITES',
    joins: [['Finding', 'Provision']],
    about: 'a provision that a finding cites',
    properties: [],
  },
  { type: 'LEADS_TO', joins: [['Trail', 'Trail']], about: 'the same trail, one flow longer', properties: [] },
  { type: 'VIA', joins: [['Trail', 'Flow']], about: 'the last flow of a trail', properties: [] },
  { type: 'SUBJECT_OF', joins: [['Cohort', 'Flow']], about: 'flows that its persons had', properties: [] },
  {
    type: 'FOLLOWED',
    joins: [['Cohort', 'Trail']],
    about: 'trails that its persons took, and that they did not extend',
    properties: [],
  },
  {
    type: 'MEMBER_OF',
    joins: [['User', 'Cohort']],
    about: 'the cohort that a person belongs to',
    properties: [],
  },
];
