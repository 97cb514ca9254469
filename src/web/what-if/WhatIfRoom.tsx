import { lazy, Suspense, useMemo, useState, type ReactNode } from 'react';
import { DeskContext, useDesk } from '../app/desk.js';
import { useNarrow } from '../state/preferences.js';
import { NO_FILTERS } from '../state/view.js';
import { changesOf } from './changes.js';
import { useWhatIf } from './use-what-if.js';
import { WhatIfPanel } from './WhatIfPanel.js';
import '../styles/what-if.css';

const MapPane = lazy(() => import('../map/MapPane.js'));

/** What would be, if: the map as it would be, beside what can be ticked and what it comes to. */
export default function WhatIfRoom(): ReactNode {
  const desk = useDesk();
  const { view, speech, change } = desk;
  const { t } = speech;
  const narrow = useNarrow();
  const changes = useMemo(() => changesOf(view.suppose), [view.suppose]);
  // Reading the logs is asked for each supposition anew.
  const [scanned, setScanned] = useState<string | null>(null);
  const asked = useWhatIf(changes, scanned !== null && scanned === view.suppose);
  const numbers = asked.answer?.scanNeeded === false && changes !== null ? asked.answer : undefined;
  const pairs = useMemo(() => numbers?.pairs ?? [], [numbers]);
  // The whole case, pair by pair: what is supposed is counted for all of it. Lines that turn are not faded by a choice.
  const whole = useMemo(
    () => ({
      ...desk,
      view: {
        ...view,
        ...{ filters: NO_FILTERS, focus: null, follow: null, open: [], chosen: null },
        group: 'none' as const,
      },
    }),
    [desk, view],
  );
  const side = narrow && view.side === 'map' ? 'map' : 'panel';
  const map = (
    <div className={numbers === undefined ? 'supposing' : 'supposing supposed'}>
      <DeskContext value={whole}>
        <Suspense fallback={<p className="pending">{t.states.loading}</p>}>
          <MapPane follow={undefined} supposed={pairs} />
        </Suspense>
      </DeskContext>
      {numbers !== undefined && <p className="supposed-banner">{t.whatIf.banner}</p>}
    </div>
  );
  const panel = (
    <WhatIfPanel
      changes={changes}
      asked={asked}
      onScan={() => {
        setScanned(view.suppose);
      }}
    />
  );
  if (!narrow) {
    return (
      <div className="what-if">
        {map}
        <aside className="what-if-side" aria-label={t.whatIf.panel}>
          {panel}
        </aside>
      </div>
    );
  }
  return (
    <div className="stack">
      <div className="stack-view">{side === 'map' ? map : panel}</div>
      <nav className="tabs" aria-label={t.navSides}>
        {(['panel', 'map'] as const).map((one) => (
          <button
            key={one}
            type="button"
            aria-current={side === one ? 'page' : undefined}
            onClick={() => {
              change({ side: one === 'map' ? 'map' : 'trails' });
            }}
          >
            {one === 'map' ? t.sides.map : t.whatIf.panel}
          </button>
        ))}
      </nav>
    </div>
  );
}
