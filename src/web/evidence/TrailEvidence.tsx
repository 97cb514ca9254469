import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import { Way } from '../trails/Way.js';
import { way } from '../ui/shown.js';
import { Pending } from '../ui/Pending.js';
import { VerdictMark } from '../ui/VerdictMark.js';
import { Facts } from './Facts.js';
import { FlowItem } from './FlowItem.js';
import { Gates } from './Gates.js';
import { LogRows } from './LogRows.js';

/** A trail, hop by hop in time order. */
export function TrailEvidence({ id }: { readonly id: string }): ReactNode {
  const { caseId, window, speech } = useDesk();
  const { t } = speech;
  const ask = { params: { case: caseId, id }, query: window };
  const detail = useAnswer('getTrail', ask);
  const explained = useAnswer('explain', ask);
  const trail = detail.answer?.trail;
  if (trail === undefined) return <Pending asked={detail} />;
  return (
    <>
      <h3 className="way-title">
        <Way processors={trail.processors} jurisdictions={trail.jurisdictions} />
      </h3>
      <p className="subtitle">
        <VerdictMark verdict={trail.verdict} /> <code>{trail.id}</code>
      </p>
      <Facts people={trail.people} hops={trail.hops} firstAt={trail.firstArrival} />
      <ol className="flow-items">
        {trail.hopsInOrder.map((flow, i) => (
          <FlowItem key={flow.id} flow={flow} hop={`${i + 1}`} />
        ))}
      </ol>
      {trail.fieldChains.length > 0 && (
        <section>
          <h4>{t.evidence.fieldsCarried}</h4>
          <ul className="chains">
            {trail.fieldChains.map((chain) => (
              <li key={chain.join('>')}>{way(...chain.filter((f, i) => f !== chain[i - 1]))}</li>
            ))}
          </ul>
        </section>
      )}
      {explained.answer === undefined ? (
        <Pending asked={explained} />
      ) : (
        <Gates explanation={explained.answer.explanation} />
      )}
      <LogRows id={id} />
    </>
  );
}
