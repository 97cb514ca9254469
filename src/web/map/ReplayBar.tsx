import { useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { TrailDetail } from '../api/types.js';
import { useAnswer } from '../api/use-answer.js';
import { IconButton } from '../ui/Icon.js';
import { VerdictMark } from '../ui/VerdictMark.js';
import type { Replay } from './use-replay.js';

/** A trail hop by hop in time order: played or stepped through, with when each hop was. */
export function ReplayBar({
  trail,
  replay,
}: {
  readonly trail: TrailDetail;
  readonly replay: Replay;
}): ReactNode {
  const { speech, nameOf } = useDesk();
  const { t, n, day } = speech;
  const { hop, hops, playing, play, pause, go } = replay;
  const flow = trail.hopsInOrder[hop - 1];
  if (flow === undefined) return null;
  return (
    <div className="replay" role="group" aria-label={t.replay.title}>
      <div className="replay-keys">
        <IconButton
          icon="back"
          name={t.replay.before}
          onClick={() => {
            go(hop - 1);
          }}
        />
        <IconButton
          icon={playing ? 'pause' : 'play'}
          name={playing ? t.replay.pause : t.replay.play}
          onClick={playing ? pause : play}
        />
        <IconButton
          icon="next"
          name={t.replay.next}
          onClick={() => {
            go(hop + 1);
          }}
        />
      </div>
      <div className="replay-said" aria-live="polite" data-testid="replay-said">
        <p>
          <strong>{t.replay.at(n(hop), n(hops))}</strong> {nameOf(flow.sender)} → {nameOf(flow.recipient)}
        </p>
        <p className="replay-facts">
          <VerdictMark verdict={flow.verdict} />
          <span>
            {day(flow.firstAt)} – {day(flow.lastAt)}
          </span>
          <WitnessTime trail={trail.id} hop={hop} />
        </p>
      </div>
    </div>
  );
}

/** When the hop was for the first person who took the whole way: rows of the log say it, so it is asked for. */
function WitnessTime({ trail, hop }: { readonly trail: string; readonly hop: number }): ReactNode {
  const { caseId, window, speech } = useDesk();
  const { t } = speech;
  const me = useAnswer('getMe', { params: {}, query: {} });
  const [wanted, want] = useState(false);
  const asked = useAnswer(
    'getEvidence',
    wanted ? { params: { case: caseId, id: trail }, query: window } : null,
  );
  if (me.answer === undefined || me.answer.role === 'viewer') return null;
  if (!wanted) {
    return (
      <button
        type="button"
        className="link-button"
        title={t.evidence.rowsAbout}
        onClick={() => {
          want(true);
        }}
      >
        {t.replay.witness}
      </button>
    );
  }
  if (asked.state === 'failed') return <span role="alert">{t.states.failed}</span>;
  const row = asked.answer?.rows.find((one) => one.hop === hop);
  if (row === undefined) return <span className="spinner" aria-hidden="true" />;
  return (
    <span>
      {t.replay.witnessAt} <time dateTime={row.at}>{row.at.replace('T', ' ').replace('Z', ' UTC')}</time>
    </span>
  );
}
