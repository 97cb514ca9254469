import type { Case, LogSource } from '../../src/model/case.js';
import { at } from '../../src/model/collect.js';

const PLACES = ['KR', 'SG', 'US', 'IE', 'CN', 'JP', 'VN', 'DE'];
export const FIELDS = 12;
export const PROCESSORS = 60;
/** The first so many processors are at home. */
export const HOME = 12;
/** Microseconds: when everything begins. */
export const START = Date.parse('2023-01-01T00:00:00Z') * 1000;

/** A case without logs, for an analysis that is made up. */
export function madeCase(): Case {
  const none: LogSource = { table: 'transfers', files: [], timezone: 'UTC', columns: new Map() };
  return {
    dir: '',
    title: 'Made',
    home: 'KR',
    rules: [],
    imports: [],
    warnings: [],
    addresses: new Map(),
    cells: {},
    trace: { maxHops: 6, ends: 'foreign', maxTrails: 1_000_000 },
    registers: {
      jurisdictions: PLACES.map((code) => ({ code, name: code, memberOf: [] })),
      adequacy: [],
      processors: Array.from({ length: PROCESSORS }, (_, i) => ({
        id: `p${i}`,
        jurisdiction: i < HOME ? 'KR' : at(PLACES, 1 + (i % (PLACES.length - 1))),
        name: `Processor ${i}`,
        parent: i % 5 === 0 ? null : `p${i - (i % 5)}`,
        share: 0.6,
        aliases: [],
        facts: new Map(),
      })),
      ownership: Array.from({ length: PROCESSORS - 1 }, (_, i) => ({
        owner: `p${i}`,
        owned: `p${i + 1}`,
        share: 0.3,
        since: START,
        until: Infinity,
      })),
      fields: Array.from({ length: FIELDS }, (_, i) => ({
        id: `f${i}`,
        category: 'pd:TelephoneNumber',
        derivedFrom: i % 3 === 0 ? [] : [`f${i - 1}`],
        method: i % 3 === 0 ? null : 'hash',
      })),
      purposes: [],
      notices: Array.from({ length: HOME }, (_, i) => ({
        id: `n${i}`,
        controller: `p${i}`,
        scope: 'provide',
        recipients: '*',
        fields: '*',
        purposes: '*',
        facts: new Map([['separate', 'true']]),
      })),
      contracts: Array.from({ length: PROCESSORS }, (_, i) => ({
        id: `c${i}`,
        kind: 'outsourcing',
        exporter: `p${i}`,
        importer: `p${(i + 1) % PROCESSORS}`,
        fields: '*',
        purposes: '*',
        signedAt: START,
        endsAt: Infinity,
        onward: '*',
        facts: new Map(),
      })),
    },
    transfers: none,
    consents: { ...none, table: 'consents' },
    inputs: [],
  };
}
