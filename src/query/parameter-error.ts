import { WayleaveError, type ErrorDetails } from '../errors.js';

/** A parameter of a query that is not accepted, by name, so that a form can say it at the field. */
export class ParameterError extends WayleaveError {
  constructor(
    readonly parameter: string,
    message: string,
    details: ErrorDetails = {},
  ) {
    super('QUERY_PARAMETER', message, details);
  }
}
