import { remedyOptions } from '../../remedies/kinds.js';
import type { remediesContract } from '../contract/remedies.js';
import { Job } from '../work/jobs.js';
import { one, type Handlers } from './handler.js';

export const remedyHandlers: Handlers<keyof typeof remediesContract> = {
  getRemedies: ({ served, snapshot, query }) => {
    const { only, nodes, contractWeight, noticeWeight, cutWeight } = query;
    const weights = { contracts: contractWeight, notices: noticeWeight, cuts: cutWeight };
    const given = Object.fromEntries(Object.entries(weights).filter(([, w]) => w !== undefined));
    const options = remedyOptions({ only, nodes, weights: given });
    const answer = served.remedies.ask(served.sourceOf(snapshot), options);
    return answer instanceof Job ? { kind: 'job', job: answer } : one(answer);
  },
};
