import type { ReactNode } from 'react';
import { useTexts } from '../text/use-texts.js';
import type { Month } from '../api/types.js';
import { MonthBars } from '../time/MonthBars.js';

/** Transfers by month and verdict, as bars; read aloud as a table. */
export function MonthChart({ months }: { readonly months: readonly Month[] }): ReactNode {
  const { t, month } = useTexts();
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return null;
  return (
    <figure className="month-chart">
      <figcaption>{t.evidence.months}</figcaption>
      <MonthBars months={months} height={72} />
      <p className="axis" aria-hidden="true">
        <span>{month(first.month)}</span>
        <span>{month(last.month)}</span>
      </p>
    </figure>
  );
}
