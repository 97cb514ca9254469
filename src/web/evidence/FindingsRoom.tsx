import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { usePages } from '../api/use-pages.js';
import { CsvLink } from '../take-away/CsvLink.js';
import { Failure, Pending } from '../ui/Pending.js';
import { EvidenceDrawer } from './EvidenceDrawer.js';

/** Every finding, worst first; choosing one shows its evidence. */
export function FindingsRoom(): ReactNode {
  const { caseId, view, change, window, speech } = useDesk();
  const { t, n, day } = speech;
  const { code, minPeople } = view.filters;
  const query = {
    ...window,
    ...(code.length === 0 ? {} : { code: [...code] }),
    ...(minPeople === null ? {} : { minPeople: String(minPeople) }),
    order: '-severity' as const,
  };
  const pages = usePages('listFindings', { case: caseId }, query);
  const { items, total, more } = pages;
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the rows are asked anew at each drawing
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 64,
    overscan: 10,
  });
  const seen = rows.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last > items.length - 50) more();
  }, [last, items.length, more]);
  const chosen = view.chosen?.kind === 'finding' ? view.chosen.id : undefined;
  return (
    <div className="findings">
      <section className="list" aria-label={t.findingList.title}>
        <div className="list-head">
          <h2>{t.findingList.title}</h2>
          <CsvLink
            operation="listFindings"
            params={{ case: caseId }}
            query={query}
            name={t.findingList.title}
          />
        </div>
        {pages.state === 'failed' && <Failure error={pages.error} again={pages.again} />}
        {pages.state === 'loading' && items.length === 0 && (
          <Pending asked={{ ...pages, state: 'loading', answer: undefined }} />
        )}
        {pages.state === 'ready' && items.length === 0 && <p className="empty">{t.findingList.empty}</p>}
        <div className="scroller" ref={scroller}>
          <ul className="virtual" style={{ height: rows.getTotalSize() }}>
            {seen.map(({ index, start, key }) => {
              const finding = items[index];
              if (finding === undefined) return null;
              return (
                <li
                  key={key}
                  ref={rows.measureElement}
                  data-index={index}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <button
                    type="button"
                    className="trail"
                    aria-pressed={finding.id === chosen}
                    onClick={() => {
                      change({ chosen: { kind: 'finding', id: finding.id } });
                    }}
                  >
                    <span className="trail-top">
                      <span>
                        <span className={`severity severity-${finding.severity}`}>
                          {t.severities[finding.severity]}
                        </span>{' '}
                        <strong>{finding.field}</strong>: {t.codes[finding.code]}
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
                </li>
              );
            })}
          </ul>
        </div>
        {total !== undefined && (
          <p className="list-foot" role="status">
            {t.trailList.showing(n(items.length), n(total))}
          </p>
        )}
      </section>
      {view.chosen !== null && <EvidenceDrawer />}
    </div>
  );
}
