import type { ReactNode } from 'react';
import type { Verdict } from '../api/types.js';
import { useTexts } from '../text/use-texts.js';
import { PATTERN_OF } from './palette.js';

/** A short piece of the line with which the map draws a verdict. */
export function VerdictLine({
  verdict,
  width = 26,
}: {
  readonly verdict: Verdict;
  readonly width?: number;
}): ReactNode {
  const pattern = PATTERN_OF[verdict];
  const color = `var(--${verdict.replaceAll('_', '-')})`;
  const end = width - 7;
  return (
    <svg className="verdict-line" width={width} height="10" viewBox={`0 0 ${width} 10`} aria-hidden="true">
      {pattern === 'rail' ? (
        <>
          <path d={`M0 3H${end}`} stroke={color} strokeWidth="1.6" />
          <path d={`M0 7H${end}`} stroke={color} strokeWidth="1.6" />
        </>
      ) : (
        <path
          d={`M0 5H${end}`}
          stroke={color}
          strokeWidth="4"
          strokeDasharray={pattern === 'dashed' ? '6 3' : pattern === 'dotted' ? '2.5 2.5' : undefined}
        />
      )}
      <path d={`M${end} 0L${width} 5L${end} 10Z`} fill={color} />
    </svg>
  );
}

/** A verdict as line and words: never by colour alone. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }): ReactNode {
  const { t } = useTexts();
  return (
    <span className={`verdict verdict-${verdict}`} title={t.verdictsAbout[verdict]}>
      <VerdictLine verdict={verdict} />
      {t.verdicts[verdict]}
    </span>
  );
}
