import type { ReactNode } from 'react';
import { VERDICTS, type Month } from '../api/types.js';
import { useTexts } from '../text/use-texts.js';

const WIDTH = 1000;

/** One bar for each month, its parts by verdict, each with its pattern. Says the same as a table to assistive technology. */
export function MonthBars(props: {
  readonly months: readonly Month[];
  readonly height: number;
  /** Months outside are faded. */
  readonly range?: readonly [string, string];
}): ReactNode {
  const { months, height, range } = props;
  const { t, n, month } = useTexts();
  const most = Math.max(1, ...months.map(({ records }) => records));
  const step = WIDTH / Math.max(1, months.length);
  return (
    <>
      <svg
        className="month-bars"
        viewBox={`0 0 ${WIDTH} ${height}`}
        preserveAspectRatio="none"
        height={height}
        aria-hidden="true"
      >
        {months.map((one, i) => {
          const inside = range === undefined || (one.month >= range[0] && one.month <= range[1]);
          let top = height;
          return (
            <g key={one.month} className={inside ? undefined : 'outside'}>
              {VERDICTS.map((verdict) => {
                const records = one.byVerdict[verdict];
                if (records === 0) return null;
                const part = Math.max(1.5, (records / most) * (height - 4));
                top -= part;
                return (
                  <rect
                    key={verdict}
                    className={`bar-${verdict}`}
                    x={i * step + step * 0.1}
                    y={top}
                    width={step * 0.8}
                    height={part}
                  />
                );
              })}
            </g>
          );
        })}
      </svg>
      {/* A table is as wide as what it holds, also where it is not seen: what is around it is not. */}
      <div className="unseen">
        <table>
          <caption>{t.evidence.months}</caption>
          <thead>
            <tr>
              <th scope="col">{t.columns.month}</th>
              {VERDICTS.map((verdict) => (
                <th key={verdict} scope="col">
                  {t.verdicts[verdict]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {months.map((one) => (
              <tr key={one.month}>
                <th scope="row">{month(one.month)}</th>
                {VERDICTS.map((verdict) => (
                  <td key={verdict}>{n(one.byVerdict[verdict])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
