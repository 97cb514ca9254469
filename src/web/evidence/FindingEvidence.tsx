import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { useAnswer } from '../api/use-answer.js';
import { usePages } from '../api/use-pages.js';
import { Pending } from '../ui/Pending.js';
import { Facts } from './Facts.js';
import { FlowItems } from './FlowItems.js';
import { Gates } from './Gates.js';
import { LogRows } from './LogRows.js';

/** A finding: who sent what to whom without recorded basis, and why. */
export function FindingEvidence({ id }: { readonly id: string }): ReactNode {
  const { caseId, window, speech, nameOf } = useDesk();
  const { t } = speech;
  const ask = { params: { case: caseId, id }, query: window };
  const detail = useAnswer('getFinding', ask);
  const explained = useAnswer('explain', ask);
  const query = { ...window, finding: [id], order: '-people' as const };
  const flows = usePages('listFlows', { case: caseId }, query);
  const finding = detail.answer?.finding;
  if (finding === undefined) return <Pending asked={detail} />;
  return (
    <>
      <h3 className="way-title">
        {nameOf(finding.sender)} <span aria-hidden="true">→</span> {nameOf(finding.recipient)}
      </h3>
      <p className="subtitle">
        <span className={`severity severity-${finding.severity}`}>{t.severities[finding.severity]}</span>{' '}
        {finding.field}: {t.codes[finding.code]} · {finding.purpose} · {finding.gate}, {finding.pack}{' '}
        <code>{finding.id}</code>
      </p>
      <Facts {...finding} flows={finding.flows.length} />
      {explained.answer === undefined ? (
        <Pending asked={explained} />
      ) : (
        <Gates explanation={explained.answer.explanation} />
      )}
      <LogRows id={id} />
      <section>
        <h4>{t.evidence.byFlow}</h4>
        <FlowItems pages={flows} />
      </section>
    </>
  );
}
