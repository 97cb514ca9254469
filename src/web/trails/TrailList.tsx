import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { trailQuery } from '../app/queries.js';
import type { DataField } from '../api/types.js';
import { usePages } from '../api/use-pages.js';
import { TRAIL_ORDERS } from '../state/view.js';
import { CsvLink } from '../take-away/CsvLink.js';
import { Failure, Pending } from '../ui/Pending.js';
import { TrailRow } from './TrailRow.js';

/** Every trail abroad under the filters: sorted, read page by page, only the rows that are seen are drawn. */
export function TrailList(props: {
  readonly follow: readonly string[] | undefined;
  readonly fields: readonly DataField[] | undefined;
}): ReactNode {
  const { caseId, view, change, speech } = useDesk();
  const { t, n } = speech;
  const query = trailQuery(view, props.follow);
  const pages = usePages('listTrails', { case: caseId }, query);
  const { items, total, more } = pages;
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the rows are asked anew at each drawing
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 96,
    overscan: 8,
    getItemKey: (i) => items[i]?.id ?? i,
  });
  const seen = rows.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last > items.length - 50) more();
  }, [last, items.length, more]);
  const chosen = view.chosen?.kind === 'trail' ? view.chosen.id : undefined;
  const cut = pages.cuts.find((c) => c.by === 'maxTrails');
  return (
    <section className="list" aria-label={t.trailList.title} aria-busy={pages.state === 'loading'}>
      <div className="list-head">
        <label>
          <span className="unseen">{t.trailList.sort}</span>
          <select
            value={view.order}
            onChange={(event) => {
              change({ order: TRAIL_ORDERS.find((o) => o === event.target.value) ?? '-people' });
            }}
          >
            {TRAIL_ORDERS.map((order) => (
              <option key={order} value={order}>
                {t.trailList.orders[order]}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span className="unseen">{t.trailList.follow}</span>
          <select
            value={view.follow ?? ''}
            onChange={(event) => {
              change({ follow: event.target.value === '' ? null : event.target.value });
            }}
          >
            <option value="">{t.trailList.followAll}</option>
            {props.fields?.map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </select>
        </label>
        <CsvLink operation="listTrails" params={{ case: caseId }} query={query} name={t.trailList.title} />
      </div>
      {pages.state === 'failed' && <Failure error={pages.error} again={pages.again} />}
      {pages.state === 'loading' && items.length === 0 && (
        <Pending asked={{ ...pages, state: 'loading', answer: undefined }} />
      )}
      {pages.state === 'ready' && items.length === 0 && <p className="empty">{t.trailList.empty}</p>}
      <div className="scroller" ref={scroller}>
        <ul className="virtual" style={{ height: rows.getTotalSize() }}>
          {seen.map(({ index, start, key }) => {
            const trail = items[index];
            if (trail === undefined) return null;
            return (
              <li
                key={key}
                ref={rows.measureElement}
                data-index={index}
                style={{ transform: `translateY(${start}px)` }}
              >
                <TrailRow
                  trail={trail}
                  chosen={trail.id === chosen}
                  onChoose={() => {
                    change({ chosen: trail.id === chosen ? null : { kind: 'trail', id: trail.id } });
                  }}
                />
              </li>
            );
          })}
        </ul>
      </div>
      {total !== undefined && (
        <p className="list-foot" role="status">
          {total > items.length ? t.trailList.showing(n(items.length), n(total)) : t.trails(n(total))}
          {cut !== undefined && ` · ${t.states.cutTrails(n(cut.maxTrails), t.hops(n(cut.hops)))}`}
        </p>
      )}
    </section>
  );
}
