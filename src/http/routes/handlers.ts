import { caseHandlers } from './cases.js';
import { evidenceHandlers } from './evidence.js';
import { exportHandlers } from './exports.js';
import { findingHandlers } from './findings.js';
import { flowHandlers } from './flows.js';
import type { Handlers } from './handler.js';
import { lineageHandlers } from './lineage.js';
import { personHandlers } from './persons.js';
import { processorHandlers } from './processors.js';
import { queryHandlers } from './queries.js';
import { remedyHandlers } from './remedies.js';
import { serviceHandlers } from './service.js';
import { suppositionHandlers } from './suppositions.js';
import { trailHandlers } from './trails.js';

/** What answers each operation of the contract; that none is missing is checked by its type. */
export const HANDLERS: Handlers = {
  ...caseHandlers,
  ...flowHandlers,
  ...trailHandlers,
  ...findingHandlers,
  ...processorHandlers,
  ...lineageHandlers,
  ...evidenceHandlers,
  ...personHandlers,
  ...queryHandlers,
  ...suppositionHandlers,
  ...remedyHandlers,
  ...exportHandlers,
  ...serviceHandlers,
};
