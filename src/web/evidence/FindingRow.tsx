import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Finding } from '../api/types.js';

/** A finding in a list: how grave it is, of which field, who passed it on to whom, and how many people it concerns. */
export function FindingRow(props: {
  readonly finding: Finding;
  readonly chosen: boolean;
  /** True when what is supposed would leave nothing of it. */
  readonly spared: boolean;
  readonly onChoose: () => void;
}): ReactNode {
  const { finding, chosen, spared, onChoose } = props;
  const { t, n, day } = useDesk().speech;
  return (
    <button type="button" className="trail" aria-pressed={chosen} onClick={onChoose}>
      <span className="trail-top">
        <span>
          <span className={`severity severity-${finding.severity}`}>{t.severities[finding.severity]}</span>{' '}
          <strong>{finding.field}</strong>: {t.codes[finding.code]}
          {spared && <span className="supposed-tag">{t.whatIf.note.goes}</span>}
        </span>
        <span className="trail-people">{n(finding.people)}</span>
      </span>
      <span className="trail-facts">
        <span>
          {finding.sender} → {finding.recipient}
        </span>
        <span>{finding.purpose}</span>
        <span>
          {finding.gate}, {finding.pack}
        </span>
        <span className="date">
          {day(finding.firstAt)} – {day(finding.lastAt)}
        </span>
      </span>
    </button>
  );
}
