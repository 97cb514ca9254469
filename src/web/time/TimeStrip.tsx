import { useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { flowQuery } from '../app/queries.js';
import { useAnswer } from '../api/use-answer.js';
import { Pending } from '../ui/Pending.js';
import { MonthBars } from './MonthBars.js';

/** The months of the case as a brush: what is chosen is counted by the server, for exactly that window. */
export function TimeStrip({ follow }: { readonly follow: readonly string[] | undefined }): ReactNode {
  const { caseId, view, change, speech } = useDesk();
  const { t, month } = speech;
  const asked = useAnswer('getTimeline', {
    params: { case: caseId },
    query: flowQuery({ ...view, from: null, to: null }, follow),
  });
  // The axis is that of the whole case: it must not jump when something is filtered.
  const whole = useAnswer('getTimeline', { params: { case: caseId }, query: {} });
  const plane = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<readonly [number, number] | null>(null);
  const axis = whole.answer?.months.map((m) => m.month);
  const known = asked.answer?.months;
  if (axis === undefined || known === undefined) {
    return <Pending asked={whole.answer === undefined ? whole : asked} />;
  }
  const byMonth = new Map(known.map((m) => [m.month, m]));
  const none = { unsupported: 0, contested: 0, supported: 0, out_of_scope: 0 };
  const months = axis.map((m) => byMonth.get(m) ?? { month: m, records: 0, byVerdict: none });
  const last = axis.length - 1;
  const indexOf = (m: string | null, otherwise: number) => {
    const i = m === null ? -1 : axis.indexOf(m);
    return i === -1 ? otherwise : i;
  };
  const from = drag === null ? indexOf(view.from, 0) : Math.min(...drag);
  const to = drag === null ? indexOf(view.to, last) : Math.max(...drag);
  const set = (a: number, b: number, how: 'push' | 'replace' = 'push') => {
    change(
      {
        from: a <= 0 ? null : (axis[a] ?? null),
        to: b >= last ? null : (axis[b] ?? null),
        chosen: view.chosen,
      },
      how,
    );
  };
  const at = (event: PointerEvent): number => {
    const box = plane.current?.getBoundingClientRect();
    if (box === undefined) return 0;
    const share = (event.clientX - box.left) / box.width;
    return Math.max(0, Math.min(last, Math.floor(share * axis.length)));
  };
  const [first = '', final = ''] = [axis[from], axis[to]];
  const percent = (i: number) => `${(100 * i) / axis.length}%`;
  return (
    <section className="time" aria-label={t.time.title}>
      <div className="time-head">
        <h2>{t.time.title}</h2>
        <output className="time-range">{t.time.range(month(first), month(final))}</output>
        {(view.from !== null || view.to !== null) && (
          <button
            type="button"
            className="plain-button"
            onClick={() => {
              set(0, last);
            }}
          >
            {t.time.all}
          </button>
        )}
        <span className="note">{t.time.drag}</span>
      </div>
      <div
        className="brush"
        ref={plane}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrag([at(event), at(event)]);
        }}
        onPointerMove={(event) => {
          if (drag !== null) setDrag([drag[0], at(event)]);
        }}
        onPointerUp={() => {
          if (drag !== null) set(Math.min(...drag), Math.max(...drag));
          setDrag(null);
        }}
        onPointerCancel={() => {
          setDrag(null);
        }}
      >
        <MonthBars months={months} height={46} range={[first, final]} />
        <div
          className="brush-range"
          style={{ left: percent(from), width: percent(to - from + 1) }}
          aria-hidden="true"
        />
      </div>
      <div className="time-ends">
        <input
          type="range"
          className="time-from"
          aria-label={t.time.from}
          min={0}
          max={last}
          value={from}
          aria-valuetext={month(first)}
          onChange={(event) => {
            set(Math.min(Number(event.target.value), to), to, 'replace');
          }}
        />
        <input
          type="range"
          className="time-to"
          aria-label={t.time.to}
          min={0}
          max={last}
          value={to}
          aria-valuetext={month(final)}
          onChange={(event) => {
            set(from, Math.max(Number(event.target.value), from), 'replace');
          }}
        />
      </div>
      <p className="axis" aria-hidden="true">
        <span>{month(axis[0] ?? '')}</span>
        <span>{month(axis[last] ?? '')}</span>
      </p>
    </section>
  );
}
