import type { LogTable, Registers } from '../model/case.js';
import { LOG_COLUMNS } from '../model/log-columns.js';

export type RegisterName = keyof Registers;

export interface TableColumns {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Whether any further column is a fact; otherwise only those are that a rule of the case asks for. */
  readonly facts: boolean;
}

/** The columns of every register, as they are called unless case.yaml maps them. */
export const REGISTER_COLUMNS: Readonly<Record<RegisterName, TableColumns>> = {
  jurisdictions: { required: ['code'], optional: ['name', 'member_of'], facts: false },
  adequacy: {
    required: ['exporter', 'importer'],
    optional: ['since', 'until', 'except_categories', 'organisations', 'requires'],
    facts: false,
  },
  processors: {
    required: ['id', 'jurisdiction'],
    optional: ['name', 'parent', 'share', 'aliases'],
    facts: false,
  },
  ownership: { required: ['owner', 'owned', 'share'], optional: ['since', 'until'], facts: false },
  fields: { required: ['id'], optional: ['category', 'derived_from', 'method'], facts: false },
  purposes: { required: ['id'], optional: ['name', 'necessary_fields'], facts: false },
  notices: {
    required: ['id', 'controller', 'scope'],
    optional: ['recipients', 'fields', 'purposes'],
    facts: true,
  },
  contracts: {
    required: ['id', 'kind', 'exporter', 'importer', 'signed_at'],
    optional: ['fields', 'purposes', 'ends_at', 'onward'],
    facts: true,
  },
};

/** The same of the logs. */
export const LOG_TABLE_COLUMNS: Readonly<Record<LogTable, TableColumns>> = {
  transfers: logTable('transfers'),
  consents: logTable('consents'),
};

function logTable(table: LogTable): TableColumns {
  const names = (required: boolean): string[] =>
    LOG_COLUMNS[table].filter((c) => c.required === required).map((c) => c.name);
  return { required: names(true), optional: names(false), facts: false };
}

/** Registers without which nothing can be resolved. */
export const REQUIRED_REGISTERS: readonly RegisterName[] = ['processors', 'fields', 'purposes'];

/** Required columns, then optional ones. */
export function columnNames(columns: TableColumns): string[] {
  return [...columns.required, ...columns.optional];
}
