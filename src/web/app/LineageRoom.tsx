import { lazy, Suspense, type ReactNode } from 'react';
import { useWhole } from '../api/use-whole.js';
import { EvidenceDrawer } from '../evidence/EvidenceDrawer.js';
import { TodoList } from '../evidence/TodoList.js';
import { useNarrow } from '../state/preferences.js';
import { SIDES, type Side } from '../state/view.js';
import { TimeStrip } from '../time/TimeStrip.js';
import { FilterBar } from '../trails/FilterBar.js';
import { TrailList } from '../trails/TrailList.js';
import { useDesk } from './desk.js';
import { followed } from './queries.js';

// The map brings sigma with it: sentence, numbers and lists do not wait for that, but it is fetched at once.
const fetched = import('../map/MapPane.js');
const MapPane = lazy(() => fetched);

/** The map, with the trails at its side, the months beneath and the evidence over it; one after another where it is narrow. */
export function LineageRoom(): ReactNode {
  const narrow = useNarrow();
  const { view, caseId, change, speech } = useDesk();
  const fields = useWhole('listFields', { params: { case: caseId }, query: {} });
  const follow = followed(view, fields.answer?.items);
  const map = (
    <Suspense fallback={<p className="pending">{speech.t.states.loading}</p>}>
      <MapPane follow={follow} />
    </Suspense>
  );
  const side = narrow ? view.side : view.side === 'todo' ? 'todo' : 'trails';
  const list =
    side === 'todo' ? (
      <TodoList follow={follow} />
    ) : (
      <TrailList follow={follow} fields={fields.answer?.items} />
    );
  const open = view.chosen !== null;
  if (narrow) {
    // A trail is gone through on the map: there its evidence stands behind the tab of trails.
    const onMap = view.side === 'map' && view.chosen?.kind === 'trail';
    return (
      <div className="stack">
        <div className="stack-view" inert={open && !onMap}>
          {view.side === 'map' && map}
          {(view.side === 'trails' || view.side === 'todo') && (
            <>
              <FilterBar />
              {list}
            </>
          )}
          {view.side === 'time' && <TimeStrip follow={follow} />}
        </div>
        {open && !onMap && <EvidenceDrawer covers />}
        <Tabs
          sides={SIDES}
          now={view.side}
          onChoose={(next) => {
            change({ side: next, chosen: next === view.side ? null : view.chosen });
          }}
        />
      </div>
    );
  }
  return (
    <div className="desk">
      <FilterBar />
      <div className="desk-map">{map}</div>
      <aside className="desk-side" aria-label={speech.t.sides[side]}>
        <div className="desk-lists" inert={open}>
          <Tabs
            sides={['trails', 'todo']}
            now={side}
            onChoose={(next) => {
              change({ side: next, chosen: null });
            }}
          />
          {list}
        </div>
        {open && <EvidenceDrawer covers />}
      </aside>
      <div className="desk-time">
        <TimeStrip follow={follow} />
      </div>
    </div>
  );
}

function Tabs(props: {
  readonly sides: readonly Side[];
  readonly now: Side;
  readonly onChoose: (side: Side) => void;
}): ReactNode {
  const { speech } = useDesk();
  return (
    <nav className="tabs" aria-label={speech.t.navSides}>
      {props.sides.map((side) => (
        <button
          key={side}
          type="button"
          aria-current={props.now === side ? 'page' : undefined}
          onClick={() => {
            props.onChoose(side);
          }}
        >
          {speech.t.sides[side]}
        </button>
      ))}
    </nav>
  );
}
