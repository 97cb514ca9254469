import type { suppositionsContract } from '../contract/suppositions.js';
import { Job } from '../work/jobs.js';
import { one, type Handlers } from './handler.js';

export const suppositionHandlers: Handlers<keyof typeof suppositionsContract> = {
  whatIf: async ({ served, snapshot, query, body, signal }) => {
    const source = served.sourceOf(snapshot);
    const answer = await served.suppositions.ask(source, body, query.scan === true, signal);
    return answer instanceof Job ? { kind: 'job', job: answer } : one(answer);
  },
};
