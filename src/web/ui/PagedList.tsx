import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useRef, type ReactNode } from 'react';
import type { Pages } from '../api/use-pages.js';
import { usePrinted } from '../state/preferences.js';
import { useTexts } from '../text/use-texts.js';
import { Failure, Pending } from './Pending.js';

/** Rows before the end of what was read at which the next page is asked for. */
const AHEAD = 50;

/** A row, drawn anew when its item is another or the list around is: not at each frame of scrolling. */
const Row = memo(RowOf) as typeof RowOf;

function RowOf<T>({ item, row }: { readonly item: T; readonly row: (item: T) => ReactNode }): ReactNode {
  return row(item);
}

/**
 * A list that is read page by page, of which only the rows that are seen are drawn; with what is to be said while it is on its
 * way, empty or not to be had.
 */
export function PagedList<T extends { readonly id: string }>(props: {
  readonly pages: Pages<T>;
  /** Pixels of a row, about: each is measured when it is drawn. */
  readonly rowHeight: number;
  readonly empty: string;
  readonly row: (item: T) => ReactNode;
  /** What stands below, once the number of all is known. */
  readonly foot: (total: number) => ReactNode;
}): ReactNode {
  const { pages, rowHeight, empty, row, foot } = props;
  const { items, total, more } = pages;
  const printed = usePrinted();
  const { t, n } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  // Places of rows are reckoned anew whenever this function is another: of a long list, at each frame of scrolling.
  const keyOf = useCallback((i: number) => items[i]?.id ?? i, [items]);
  // eslint-disable-next-line react-hooks/incompatible-library -- the rows are asked anew at each drawing
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: keyOf,
  });
  const seen = rows.getVirtualItems();
  const last = seen.at(-1)?.index ?? 0;
  useEffect(() => {
    // A print does not wait for what is asked then.
    if (!printed && last > items.length - AHEAD) more();
  }, [printed, last, items.length, more]);
  return (
    <>
      {pages.state === 'failed' && <Failure error={pages.error} again={pages.again} />}
      {pages.state === 'loading' && items.length === 0 && (
        <Pending asked={{ ...pages, state: 'loading', answer: undefined }} />
      )}
      {pages.state === 'ready' && items.length === 0 && <p className="empty">{empty}</p>}
      {total !== undefined && total > items.length && (
        <p className="print-hint">{t.printedPart(n(items.length), n(total))}</p>
      )}
      <div className="scroller" ref={scroller}>
        {printed && (
          <ul>
            {items.map((item) => (
              <li key={item.id}>
                <Row item={item} row={row} />
              </li>
            ))}
          </ul>
        )}
        <ul className="virtual" style={{ height: rows.getTotalSize() }} hidden={printed}>
          {seen.map(({ index, start, key }) => {
            const item = items[index];
            return item === undefined ? null : (
              <li
                key={key}
                ref={rows.measureElement}
                data-index={index}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Row item={item} row={row} />
              </li>
            );
          })}
        </ul>
      </div>
      {total !== undefined && (
        <p className="list-foot" role="status">
          {foot(total)}
        </p>
      )}
    </>
  );
}
