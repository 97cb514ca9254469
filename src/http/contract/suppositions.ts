import { z } from 'zod';
import { whatIfAnswerSchema } from '../../what-if/answer-schema.js';
import { changeSchema } from '../../what-if/change-schema.js';
import { operation } from './operation.js';
import { caseParams, flag, window } from './requests.js';

const KAKAOPAY = { case: 'kakaopay' };

export const suppositionsContract = {
  whatIf: operation({
    method: 'POST',
    path: '/api/cases/{case}/what-if',
    role: 'viewer',
    tag: 'What if',
    summary: 'What would be, if contracts, notices, rules or flows were otherwise; exact to the person',
    description:
      'The body is a change file (docs/what-if.md) as JSON, the answer that of `wayleave what-if --json`; its `case` is the title. Answered from what the analysis keeps, without the logs. Where the numbers could not be exact so, `scanNeeded` is true and says why; with `scan=true` the logs are then read by a job: ask the same again when it has ended. Nothing is changed.',
    params: caseParams,
    query: z.strictObject({
      ...window,
      scan: flag
        .optional()
        .meta({ description: 'Read the logs where the numbers cannot be exact otherwise.' }),
    }),
    body: changeSchema,
    windowed: true,
    deferred: true,
    response: whatIfAnswerSchema,
    errors: ['CHANGE_INVALID', 'PACK_INVALID'],
    examples: [
      {
        params: KAKAOPAY,
        body: {
          change: {
            contracts: {
              'k-settlement': {
                fields: '*',
                purposes: '*',
                facts: { beneficiary: 'exporter', supervised: true, disclosed: true, policy: '*' },
              },
            },
          },
        },
      },
      {
        params: KAKAOPAY,
        query: { scan: 'true' },
        body: { cut: [{ sender: 'kakaopay', recipient: 'Alipay', purpose: 'nsf' }] },
      },
    ],
  }),
};
