import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { WayleaveError } from '../../src/errors.js';
import { serviceHandlers, settled } from '../../src/http/routes/service.js';
import { Jobs } from '../../src/http/work/jobs.js';

const endless = (_: unknown, signal: AbortSignal): Promise<unknown> => once(signal, 'abort');

test('a job that is cancelled while it waits ends at once, and whoever asks again gets a new one', async () => {
  const jobs = new Jobs(1);
  const first = jobs.submit('a', 'runs', endless);
  const waiting = jobs.submit('b', 'waits', endless);
  assert.deepEqual([waiting.state, jobs.waiting, jobs.show(waiting).ahead], ['waiting', 2, 1]);
  waiting.cancel();
  await assert.rejects(waiting.result, { code: 'INTERRUPTED' });
  assert.deepEqual([waiting.state, jobs.waiting], ['cancelled', 1]);
  // It takes no place in the queue any more.
  const again = jobs.submit('b', 'waits', () => Promise.resolve('done'));
  assert.notEqual(again, waiting);
  first.cancel();
  assert.equal(await again.result, 'done');
});

test('a job that runs and is cancelled is not handed to whoever comes next', async () => {
  const jobs = new Jobs(2);
  const first = jobs.submit('a', 'runs', endless);
  await new Promise((resolve) => setImmediate(resolve));
  first.cancel();
  const second = jobs.submit('a', 'runs', () => Promise.resolve('done'));
  assert.notEqual(second, first);
  assert.equal(await second.result, 'done');
});

test('a job for which another request waits goes on when somebody ends it', async () => {
  const jobs = new Jobs(2);
  const job = jobs.submit('a', 'runs', endless);
  const cancel = (): unknown =>
    serviceHandlers.cancelJob({ service: { jobs }, params: { id: job.id } } as never);
  const gone = new AbortController();
  const waiting = settled(job, 60_000, gone.signal);
  cancel();
  assert.equal(job.state, 'running');
  gone.abort();
  await waiting;
  cancel();
  assert.equal(job.state, 'cancelled');
});

test('a job that fails is told of, a job that is cancelled is not; what went wrong inside is not shown', async () => {
  const failed: string[] = [];
  const jobs = new Jobs(3, ({ about }) => failed.push(about));
  const defect = jobs.submit('a', 'has a defect', () => Promise.reject(new Error('of user-17')));
  const refused = jobs.submit('b', 'is refused', () =>
    Promise.reject(
      new WayleaveError('STALE_RESULT', 'it changed', { advice: 'Ask again.', place: { line: 3 } }),
    ),
  );
  jobs.submit('c', 'is cancelled', endless).cancel();
  await assert.rejects(defect.result);
  await assert.rejects(refused.result);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(failed, ['has a defect', 'is refused']);
  assert.equal(jobs.show(defect).error?.code, 'INTERNAL');
  assert.doesNotMatch(jobs.show(defect).error?.detail ?? '', /user-17/);
  assert.deepEqual(jobs.show(refused).error, {
    code: 'STALE_RESULT',
    detail: 'it changed',
    advice: 'Ask again.',
    place: 'line 3',
  });
});
