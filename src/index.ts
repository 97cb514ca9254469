/**
 * What the package exports, by name: a case is opened, analyzed into its store, and read as values or as the JSON of
 * `wayleave analyze --json`.
 */
export { loadCase } from './case/load-case.js';
export { limits, type Limits } from './config.js';
export { WayleaveError, type Place } from './errors.js';
export type { Case } from './model/case.js';
export type { Verdict } from './model/decision.js';
export type { Flow } from './model/flow.js';
export { formatInstant, type Instant } from './model/instant.js';
export type { Analysis, Cohort, Finding, Reach, Trail } from './model/result.js';
export type { OnProgress } from './model/progress.js';
export { printedText } from './report/json.js';
export {
  currentAnalysis,
  openSession,
  type AnalyzeOptions,
  type RunListener,
  type Session,
} from './session.js';
