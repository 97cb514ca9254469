import { useCallback, useEffect, useMemo, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { flowQuery } from '../app/queries.js';
import type { Month } from '../api/types.js';
import { useAnswer } from '../api/use-answer.js';
import { Pending } from '../ui/Pending.js';
import { MonthBars } from './MonthBars.js';

const NONE = { unsupported: 0, contested: 0, supported: 0, out_of_scope: 0 };

/** Milliseconds for which a handle rests before its window is asked for: each one is an analysis of its own. */
const REST = 600;

/** The months of the case as a brush: what is chosen is counted by the server, for exactly that window. */
export function TimeStrip({ follow }: { readonly follow: readonly string[] | undefined }): ReactNode {
  const { caseId, view, speech } = useDesk();
  const { t } = speech;
  const asked = useAnswer('getTimeline', {
    params: { case: caseId },
    query: flowQuery({ ...view, from: null, to: null }, follow),
  });
  // The axis is that of the whole case: it must not jump when something is filtered.
  const whole = useAnswer('getTimeline', { params: { case: caseId }, query: {} });
  const axis = whole.answer?.months;
  const known = asked.answer?.months;
  const months = useMemo(() => {
    const byMonth = new Map(known?.map((m) => [m.month, m]));
    return axis?.map(({ month }) => byMonth.get(month) ?? { month, records: 0, byVerdict: NONE });
  }, [axis, known]);
  if (months === undefined || known === undefined) {
    return <Pending asked={whole.answer === undefined ? whole : asked} />;
  }
  if (months.length > 0) return <Brush months={months} />;
  return (
    <section className="time" aria-label={t.time.title}>
      <div className="time-head">
        <h2>{t.time.title}</h2>
        <p>{t.time.none}</p>
      </div>
    </section>
  );
}

/** The window from one month to another, open where it reaches the end. */
function windowAt(months: readonly Month[], a: number, b: number) {
  return {
    from: a <= 0 ? null : (months[a]?.month ?? null),
    to: b >= months.length - 1 ? null : (months[b]?.month ?? null),
  };
}

/** The months as bars, of which a stretch is chosen by dragging over them or by its two ends. */
function Brush({ months }: { readonly months: readonly Month[] }): ReactNode {
  const { view, change, speech } = useDesk();
  const { t, month } = speech;
  const plane = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<readonly [number, number] | null>(null);
  const { held, hold, settle } = useHeld(months);
  const last = months.length - 1;
  const nameOf = (i: number) => months[i]?.month ?? '';
  const moved = drag ?? held;
  // An address may name months in which the case has nothing.
  const after = months.findIndex(({ month }) => month >= (view.from ?? ''));
  const before = months.findLastIndex(({ month }) => view.to === null || month <= view.to);
  const from = moved === null ? (after === -1 ? last : after) : Math.min(...moved);
  const to = moved === null ? Math.max(0, before) : Math.max(...moved);
  const apart = moved === null && (after === -1 || before === -1 || before < after);
  const set = (a: number, b: number) => {
    change(windowAt(months, a, b));
  };
  const at = (event: PointerEvent): number => {
    const box = plane.current?.getBoundingClientRect();
    if (box === undefined) return 0;
    const share = (event.clientX - box.left) / box.width;
    return Math.max(0, Math.min(last, Math.floor(share * months.length)));
  };
  const [first, final] =
    moved === null ? [view.from ?? nameOf(0), view.to ?? nameOf(last)] : [nameOf(from), nameOf(to)];
  const monthOf = (m: string | null): string => (m === null ? '' : month(m));
  const said = apart
    ? t.headline.window(monthOf(view.from), monthOf(view.to))
    : t.time.range(month(first), month(final));
  const percent = (i: number) => `${(100 * i) / months.length}%`;
  return (
    <section className="time" aria-label={t.time.title}>
      <div className="time-head">
        <h2>{t.time.title}</h2>
        <output className="time-range">{said}</output>
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
        {!apart && (
          <div
            className="brush-range"
            style={{ left: percent(from), width: percent(to - from + 1) }}
            aria-hidden="true"
          />
        )}
      </div>
      <div className="time-ends">
        <End
          className="time-from"
          label={t.time.from}
          last={last}
          value={from}
          said={month(first)}
          onMove={(place) => {
            hold([Math.min(place, to), to]);
          }}
          onRest={settle}
        />
        <End
          className="time-to"
          label={t.time.to}
          last={last}
          value={to}
          said={month(final)}
          onMove={(place) => {
            hold([from, Math.max(place, from)]);
          }}
          onRest={settle}
        />
      </div>
      <p className="axis" aria-hidden="true">
        <span>{month(nameOf(0))}</span>
        <span>{month(nameOf(last))}</span>
      </p>
    </section>
  );
}

/** An end of the window as a handle, from the first month of the axis to the last. */
function End(props: {
  readonly className: string;
  readonly label: string;
  readonly last: number;
  readonly value: number;
  /** The month in words. */
  readonly said: string;
  readonly onMove: (place: number) => void;
  /** Called when the handle is let go. */
  readonly onRest: () => void;
}): ReactNode {
  const { className, label, last, value, said, onMove, onRest } = props;
  return (
    <input
      type="range"
      className={className}
      aria-label={label}
      min={0}
      max={last}
      value={value}
      aria-valuetext={said}
      onChange={(event) => {
        onMove(Number(event.target.value));
      }}
      onPointerUp={onRest}
      onBlur={onRest}
    />
  );
}

/** Where the handles stand while one of them moves; its window is that of the view once it has rested, or is let go. */
function useHeld(months: readonly Month[]) {
  const { change } = useDesk();
  const [held, hold] = useState<readonly [number, number] | null>(null);
  const settle = useCallback(() => {
    if (held === null) return;
    const [a, b] = held;
    hold(null);
    change(windowAt(months, a, b), 'replace');
  }, [held, months, change]);
  useEffect(() => {
    if (held === null) return;
    const timer = setTimeout(settle, REST);
    return () => {
      clearTimeout(timer);
    };
  }, [held, settle]);
  return { held, hold, settle };
}
