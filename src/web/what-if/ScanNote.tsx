import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { isolated, way } from '../ui/shown.js';
import type { WhatIfAnswer } from './use-what-if.js';

type Needed = Extract<WhatIfAnswer, { scanNeeded: true }>;

/** That only the logs would tell, and why. */
export function ScanNote(props: {
  readonly answer: Needed;
  readonly onScan: () => void;
  readonly busy: boolean;
}): ReactNode {
  const { answer, onScan, busy } = props;
  const { speech, nameOf } = useDesk();
  const { t, n } = speech;
  const words = t.whatIf;
  return (
    <div className="what-if-scan" role="status">
      <p>
        <strong>{words.scan}</strong>
      </p>
      <ul>
        {answer.why.map((w, i) => (
          <li key={i}>
            {w.because === 'records of a flow would be decided differently'
              ? `${way(nameOf(w.sender), nameOf(w.recipient))}, ${isolated(w.purpose)}: ${words.parts(
                  t.records(n(w.records)),
                  t.people(n(w.people)),
                )}`
              : (words.reasons[w.because] ?? w.because)}
          </li>
        ))}
        {!answer.complete && <li>{words.more(n(answer.reasons - answer.why.length))}</li>}
      </ul>
      <p className="note">{words.scanAbout}</p>
      <button type="button" className="button" disabled={busy} onClick={onScan}>
        {words.readLogs}
      </button>
    </div>
  );
}
