import { useEffect, useState } from 'react';
import { supposeChanges, type Changes } from '../api/client.js';
import type { Answer, Job } from '../api/types.js';
import { useDesk } from '../app/desk.js';

export type WhatIfAnswer = Answer<'whatIf'>;

/** What is known of the answer to a supposition; the former is kept while a new one is on its way. */
export interface Supposition {
  readonly state: 'idle' | 'loading' | 'ready' | 'failed';
  readonly answer: WhatIfAnswer | undefined;
  readonly error: unknown;
  readonly job: Job | undefined;
  readonly again: () => void;
}

interface Known {
  readonly key: string;
  readonly answer: WhatIfAnswer | undefined;
  readonly error: unknown;
  readonly job: Job | undefined;
}

const NOTHING: Known = { key: '', answer: undefined, error: undefined, job: undefined };

/**
 * Asks the server what would be, if.
 *
 * @param changes null when nothing is supposed
 * @param scan whether the logs may be read
 */
export function useWhatIf(changes: Changes | null, scan: boolean): Supposition {
  const { caseId, window } = useDesk();
  const [known, setKnown] = useState<Known>(NOTHING);
  const [round, setRound] = useState(0);
  const key = changes === null ? '' : JSON.stringify([caseId, window, changes, scan, round]);
  useEffect(() => {
    if (changes === null) return;
    const control = new AbortController();
    const { signal } = control;
    supposeChanges(
      caseId,
      changes,
      { ...window, ...(scan ? { scan: 'true' } : {}) },
      {
        signal,
        onJob: (job) => {
          if (!signal.aborted) setKnown((k) => ({ ...k, job }));
        },
      },
    ).then(
      (answer) => {
        if (!signal.aborted) setKnown({ key, answer, error: undefined, job: undefined });
      },
      (error: unknown) => {
        if (!signal.aborted) setKnown({ key, answer: undefined, error, job: undefined });
      },
    );
    return () => {
      control.abort();
    };
    // The key says all of what is asked.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
  const again = () => {
    setRound((n) => n + 1);
  };
  if (changes === null) return { ...NOTHING, state: 'idle', again };
  if (known.key !== key) return { ...known, error: undefined, state: 'loading', again };
  return { ...known, state: known.error === undefined ? 'ready' : 'failed', again };
}
