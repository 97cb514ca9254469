import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import { Pending } from '../ui/Pending.js';
import { VerdictMark } from '../ui/VerdictMark.js';
import { Facts } from './Facts.js';
import { FieldVerdicts } from './FieldVerdicts.js';
import { Gates } from './Gates.js';
import { LogRows } from './LogRows.js';

/** A flow: its numbers, each field's verdict, what the rules ask and how it was answered, and rows of the log. */
export function FlowEvidence({ id }: { readonly id: string }): ReactNode {
  const { caseId, window, speech, nameOf, change } = useDesk();
  const { t, n } = speech;
  const ask = { params: { case: caseId, id }, query: window };
  const detail = useAnswer('getFlow', ask);
  const explained = useAnswer('explain', ask);
  const flow = detail.answer?.flow;
  if (flow === undefined) return <Pending asked={detail} />;
  return (
    <>
      <h3 className="way-title">
        {nameOf(flow.sender)} <span aria-hidden="true">→</span> {nameOf(flow.recipient)}
      </h3>
      <p className="subtitle">
        <VerdictMark verdict={flow.verdict} /> {flow.purpose}
        {flow.basis !== null && ` · ${t.columns.basis}: ${flow.basis}`} <code>{flow.id}</code>
      </p>
      <Facts {...flow} />
      <FieldVerdicts carries={flow.carries} />
      {explained.answer === undefined ? (
        <Pending asked={explained} />
      ) : (
        <Gates explanation={explained.answer.explanation} />
      )}
      <LogRows id={id} />
      <p>
        <button
          type="button"
          className="link-button"
          onClick={() => {
            change({ chosen: { kind: 'edge', source: flow.sender, target: flow.recipient } });
          }}
        >
          {nameOf(flow.sender)} → {nameOf(flow.recipient)}
        </button>{' '}
        · {t.evidence.trailsThrough}: {n(flow.trails)}
      </p>
    </>
  );
}
