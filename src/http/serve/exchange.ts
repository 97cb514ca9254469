import type { Request, Response } from 'express';
import type { Asker } from '../access/asker.js';
import type { OperationId } from '../contract/contract.js';
import type { Format, Operation } from '../contract/operation.js';
import type { Service } from '../service.js';

/** One request on its way through the server. */
export interface Exchange {
  readonly service: Service;
  readonly id: OperationId;
  readonly op: Operation;
  readonly request: Request;
  readonly response: Response;
}

/** What middleware leaves for later, in `localsOf`. */
export interface Locals {
  requestId: string;
  suffix?: Format;
  operation?: OperationId;
  asker?: Asker;
}

/** What middleware left of a request. Express would take anything there: only what is typed here is put. */
export function localsOf(response: Response): Locals {
  return response.locals as Locals;
}
