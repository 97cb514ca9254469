import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { VERDICTS } from '../api/types.js';
import { VerdictLine } from '../ui/VerdictMark.js';

/** What the lines mean; a click on a verdict filters by it. */
export function Legend(): ReactNode {
  const { speech, view, change } = useDesk();
  const { t } = speech;
  const { verdict } = view.filters;
  return (
    <div className="legend" role="group" aria-label={t.map.legend} title={t.legendAbout}>
      {VERDICTS.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={verdict.includes(one)}
          title={t.verdictsAbout[one]}
          onClick={() => {
            const next = verdict.includes(one) ? verdict.filter((v) => v !== one) : [...verdict, one];
            change({ filters: { ...view.filters, verdict: next } });
          }}
        >
          <VerdictLine verdict={one} />
          {t.verdicts[one]}
        </button>
      ))}
      <span className="legend-width">
        <svg width="26" height="12" viewBox="0 0 26 12" aria-hidden="true">
          <path d="M0 6L26 0V12Z" />
        </svg>
        {t.map.width}
      </span>
    </div>
  );
}
