import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Flow } from '../api/types.js';
import { VerdictMark } from '../ui/VerdictMark.js';

/** A flow in a list: what is sent for what, how many people, why it is as it is; a click opens its evidence. */
export function FlowItem({ flow, hop }: { readonly flow: Flow; readonly hop?: string }): ReactNode {
  const { change, speech } = useDesk();
  const { t, n, day } = speech;
  const codes = [...new Set(flow.breaches.filter((b) => b.effect === 'breach').map((b) => b.code))];
  return (
    <li>
      <button
        type="button"
        className="flow-item"
        onClick={() => {
          change({ chosen: { kind: 'flow', id: flow.id } });
        }}
      >
        {hop !== undefined && <span className="hop">{hop}</span>}
        <span className="flow-top">
          <span>
            {flow.purpose} · {t.fields(n(flow.fields.length))}
          </span>
          <span className="trail-people">{n(flow.people)}</span>
        </span>
        <span className="trail-facts">
          <VerdictMark verdict={flow.verdict} />
          <span>{t.records(n(flow.records))}</span>
          <span className="date">
            {day(flow.firstAt)} – {day(flow.lastAt)}
          </span>
        </span>
        {codes.length > 0 && <span className="trail-codes">{codes.map((c) => t.codes[c]).join(' · ')}</span>}
      </button>
    </li>
  );
}
