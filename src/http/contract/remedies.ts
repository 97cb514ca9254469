import { z } from 'zod';
import { remediesSchema } from '../../remedies/answer-schema.js';
import { MOST_WEIGHT, REMEDY_KINDS } from '../../remedies/kinds.js';
import { operation } from './operation.js';
import { caseParams, several, wholeNumber, window } from './requests.js';

const KAKAOPAY = { case: 'kakaopay' };

const weight = (what: string, otherwise: number) =>
  wholeNumber(1, MOST_WEIGHT)
    .optional()
    .meta({ description: `How much ${what} weighs: 1 to ${MOST_WEIGHT}. Default ${otherwise}.` });

export const remediesContract = {
  getRemedies: operation({
    method: 'GET',
    path: '/api/cases/{case}/remedies',
    role: 'viewer',
    tag: 'What if',
    summary:
      'The fewest contracts, notices and cut flows that would leave no unsupported trail to a foreign entity',
    description:
      'The answer of `wayleave remedies --format json` (docs/remedies.md); its `changes` are a body for `what-if`. What each candidate mends is found by the law itself, that there are no fewer is proved (`optimal`) or bounded (`bound`), and what is left is counted anew, exactly. No log is read.',
    params: caseParams,
    query: z.strictObject({
      ...window,
      only: several(z.enum(REMEDY_KINDS))
        .optional()
        .meta({ description: 'What may be supposed. Default: all of it.' }),
      contractWeight: weight('a contract', 1),
      noticeWeight: weight('a notice', 1),
      cutWeight: weight('a cut', 100),
      nodes: wholeNumber(1, 1_000_000)
        .optional()
        .meta({ description: 'Nodes of the search tree before the answer is a bound. Default 10,000.' }),
    }),
    windowed: true,
    deferred: true,
    response: remediesSchema,
    errors: ['SITUATIONS_MISSING'],
    examples: [{ params: KAKAOPAY }, { params: KAKAOPAY, query: { only: ['cuts'], cutWeight: '1' } }],
  }),
};
