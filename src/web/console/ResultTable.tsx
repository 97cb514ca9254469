import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type ReactNode } from 'react';
import { Cell } from './Cell.js';
import type { Column } from './columns.js';

/** The rows of an answer: only those that are seen are drawn. */
export function ResultTable(props: {
  readonly columns: readonly Column[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly label: string;
}): ReactNode {
  const { columns, rows, label } = props;
  const scroller = useRef<HTMLDivElement>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- the rows are asked anew at each drawing
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 31,
    overscan: 12,
  });
  const seen = virtual.getVirtualItems();
  const above = seen[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (seen.at(-1)?.end ?? 0);
  return (
    // It is scrolled with keys too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="result-scroller" ref={scroller} role="region" aria-label={label} tabIndex={0}>
      <table className="result-table" aria-rowcount={rows.length + 1}>
        <colgroup>
          {columns.map(({ name, width }) => (
            <col key={name} style={{ width: `calc(${width}ch + 34px)` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ name, about, number }) => (
              <th key={name} scope="col" className={number ? 'number' : undefined} title={about}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <Gap height={above} span={columns.length} />}
          {seen.map(({ index, key }) => (
            <tr key={key} ref={virtual.measureElement} data-index={index} aria-rowindex={index + 2}>
              {columns.map((column) => (
                <td key={column.name} className={column.number ? 'number' : undefined}>
                  <Cell value={rows[index]?.[column.name]} column={column} />
                </td>
              ))}
            </tr>
          ))}
          {below > 0 && <Gap height={below} span={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

/** The height of rows that are not drawn. */
function Gap({ height, span }: { readonly height: number; readonly span: number }): ReactNode {
  return (
    <tr aria-hidden="true" className="gap">
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
