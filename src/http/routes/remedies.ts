import { given } from '../../model/collect.js';
import { remedyOptions } from '../../remedies/kinds.js';
import type { remediesContract } from '../contract/remedies.js';
import { Job } from '../work/jobs.js';
import { one, type Handlers } from './handler.js';

export const remedyHandlers: Handlers<keyof typeof remediesContract> = {
  getRemedies: ({ served, snapshot, query }) => {
    const { only, nodes, contractWeight, noticeWeight, cutWeight } = query;
    const weights = { contracts: contractWeight, notices: noticeWeight, cuts: cutWeight };
    const options = remedyOptions({ only, nodes, weights: given(weights) });
    const answer = served.remedies.ask(served.sourceOf(snapshot), options);
    return answer instanceof Job ? { kind: 'job', job: answer } : one(answer);
  },
};
