import { casesContract } from './cases.js';
import { evidenceContract } from './evidence.js';
import { exportsContract } from './exports.js';
import { findingsContract } from './findings.js';
import { flowsContract } from './flows.js';
import { lineageContract } from './lineage.js';
import { personsContract } from './persons.js';
import { processorsContract } from './processors.js';
import { queriesContract } from './queries.js';
import { remediesContract } from './remedies.js';
import { serviceContract } from './service.js';
import { suppositionsContract } from './suppositions.js';
import { trailsContract } from './trails.js';

/** Every operation of the API, by its id. */
export const CONTRACT = {
  ...casesContract,
  ...flowsContract,
  ...trailsContract,
  ...findingsContract,
  ...processorsContract,
  ...lineageContract,
  ...evidenceContract,
  ...personsContract,
  ...queriesContract,
  ...suppositionsContract,
  ...remediesContract,
  ...exportsContract,
  ...serviceContract,
};

export type Contract = typeof CONTRACT;
export type OperationId = keyof Contract;
