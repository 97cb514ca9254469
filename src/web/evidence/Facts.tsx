import type { ReactNode } from 'react';
import { useTexts } from '../text/use-texts.js';

/** The numbers of a flow, an edge or a trail: people first, then records and the period. */
export function Facts(props: {
  readonly people: number;
  readonly records?: number | null;
  readonly flows?: number;
  readonly hops?: number;
  readonly firstAt: string;
  /** Left out of a trail: of it, only when somebody's data had first taken all of it is known. */
  readonly lastAt?: string;
}): ReactNode {
  const { t, n, day } = useTexts();
  const { people, records, flows, hops, firstAt, lastAt } = props;
  return (
    <dl className="facts">
      <Fact name={t.columns.people} value={n(people)} />
      {records != null && <Fact name={t.columns.records} value={n(records)} />}
      {flows !== undefined && <Fact name={t.columns.flows} value={n(flows)} />}
      {hops !== undefined && <Fact name={t.columns.hops} value={n(hops)} />}
      {lastAt === undefined ? (
        <Fact name={t.columns.firstArrival} value={day(firstAt)} />
      ) : (
        <Fact name={t.columns.period} value={`${day(firstAt)} – ${day(lastAt)}`} wide />
      )}
    </dl>
  );
}

function Fact(props: { readonly name: string; readonly value: string; readonly wide?: boolean }): ReactNode {
  const { name, value, wide = false } = props;
  return (
    <div className={wide ? 'wide' : undefined}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
