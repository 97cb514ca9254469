import { useMemo, useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { lineageQuery, MOST_EDGES } from '../app/queries.js';
import type { Lineage, ShownLineage } from '../api/types.js';
import { useAnswer } from '../api/use-answer.js';
import { isNarrowed } from '../state/view.js';
import type { Speech } from '../text/texts.js';
import { TakeAway } from '../take-away/TakeAway.js';
import { Boundary } from '../ui/Boundary.js';
import { IconButton } from '../ui/Icon.js';
import { Pending } from '../ui/Pending.js';
import { FocusBar } from './FocusBar.js';
import { GroupChoice, useGroup } from './GroupChoice.js';
import { Legend } from './Legend.js';
import { MapCanvas } from './MapCanvas.js';
import type { MapRenderer } from './map-renderer.js';
import { MapTable } from './MapTable.js';
import { mapModel } from './model.js';
import { place, type Places, type Shape } from './place.js';
import { ReplayBar } from './ReplayBar.js';
import { useEmphasis } from './use-emphasis.js';
import { useOpened } from './use-opened.js';
import { markSupposed, supposedLineage, type SupposedPair } from './supposed.js';
import { useShape } from './use-shape.js';

/** The map of the view, or the same as tables, with its tools. */
export default function MapPane({
  follow,
  supposed,
}: {
  readonly follow: readonly string[] | undefined;
  /** Pairs that a supposition changes, where one is looked at. */
  readonly supposed?: readonly SupposedPair[] | undefined;
}): ReactNode {
  const desk = useDesk();
  const { caseId, view, change, speech } = desk;
  const { t } = speech;
  const group = useGroup();
  const [renderer, setRenderer] = useState<MapRenderer | null>(null);
  const [pane, shape] = useShape();
  // Everything has its place in the whole graph, and keeps it whatever is filtered.
  const whole = useAnswer(
    'getLineage',
    group === undefined
      ? null
      : {
          params: { case: caseId },
          query: group === 'none' ? { limit: MOST_EDGES } : { group, limit: MOST_EDGES },
        },
  );
  const asked = useAnswer(
    'getLineage',
    group === undefined ? null : { params: { case: caseId }, query: lineageQuery(view, follow, group) },
  );
  const shown = useMemo(
    () =>
      asked.answer === undefined || supposed === undefined
        ? asked.answer
        : supposedLineage(asked.answer, supposed),
    [asked.answer, supposed],
  );
  const opened = useOpened(follow);
  const places = useMemo(
    () => (whole.answer === undefined ? undefined : placeUsed(whole.answer, shape)),
    [whole.answer, shape],
  );
  const model = useMemo(
    () =>
      shown === undefined
        ? undefined
        : markSupposed(mapModel(shown.nodes, shown.edges, opened), supposed ?? []),
    [shown, opened, supposed],
  );
  const { emphasis, trail, replay } = useEmphasis(model);
  const noted = shown !== undefined && leftOut(speech, shown).length > 0;
  const ready = model !== undefined && places !== undefined && shown !== undefined;
  return (
    <section className="map-pane" aria-label={t.map.label} ref={pane} aria-busy={asked.state === 'loading'}>
      {ready && !view.table && (
        <Boundary advice={t.map.broken}>
          <MapCanvas
            model={model}
            places={places}
            emphasis={emphasis}
            margins={shape === 'wide' ? WIDE : view.focus !== null ? TALL_STARTED : noted ? TALL_NOTED : TALL}
            onRenderer={setRenderer}
          />
        </Boundary>
      )}
      {ready && view.table && (
        <MapTable
          lineage={shown}
          query={
            supposed === undefined && group !== undefined ? lineageQuery(view, follow, group) : undefined
          }
        />
      )}
      {ready && model.lines.length === 0 && !view.table && (
        <p className="map-note">{isNarrowed(view) ? t.map.empty : t.map.emptyWhole}</p>
      )}
      {(!ready || asked.state === 'failed') && (
        <div className="map-wait">
          <Pending asked={whole.answer === undefined ? whole : asked} />
        </div>
      )}
      {ready && asked.state === 'loading' && (
        <div className="map-busy">
          <Pending asked={asked} />
        </div>
      )}
      <div className="map-tools">
        {supposed === undefined && <GroupChoice group={group} />}
        <IconButton
          icon={view.table ? 'map' : 'table'}
          name={view.table ? t.map.asMap : t.map.asTable}
          onClick={() => {
            change({ table: !view.table });
          }}
        />
        <TakeAway renderer={renderer} supposed={supposed !== undefined && view.suppose !== null} />
      </div>
      {shown?.focus != null && <FocusBar lineage={shown} />}
      {!view.table && (
        <div className="map-zoom">
          <IconButton icon="plus" name={t.map.zoomIn} onClick={() => renderer?.zoom(1.5)} />
          <IconButton icon="minus" name={t.map.zoomOut} onClick={() => renderer?.zoom(1 / 1.5)} />
          <IconButton icon="fit" name={t.map.fit} onClick={() => renderer?.fit()} />
        </div>
      )}
      {!view.table && trail !== undefined && replay !== null && <ReplayBar trail={trail} replay={replay} />}
      {!view.table && <Legend />}
      {noted && (
        <p className="map-cut" role="status">
          {leftOut(speech, shown).join('. ')}
        </p>
      )}
    </section>
  );
}

/** Pixels that tools and legend take. */
const WIDE = { top: 52, bottom: 50 };
const TALL = { top: 40, bottom: 112 };
/** With what is left out said above. */
const TALL_NOTED = { top: 92, bottom: 112 };
/** With the depths of what is seen from one processor above. */
const TALL_STARTED = { top: 140, bottom: 100 };

/** Places of the processors that send or receive; the others stand in the table. */
function placeUsed({ nodes, edges }: Lineage, shape: Shape): Places {
  const used = new Set(edges.flatMap(({ source, target }) => [source, target]));
  return place(
    nodes.filter(({ id }) => used.has(id)),
    edges,
    shape,
  );
}

/** What of a view is not on the map, in words. */
function leftOut({ t, n }: Speech, lineage: ShownLineage): string[] {
  const { edges, totals, within } = lineage;
  const bad = within.byVerdict.find(({ verdict }) => verdict === 'unsupported')?.flows;
  return [
    ...(cutOf(lineage) ? [t.map.partial(n(edges.length), n(totals.edges))] : []),
    ...(within.flows > 0 ? [t.map.within(n(within.flows), bad === undefined ? null : n(bad))] : []),
  ];
}

const cutOf = (lineage: ShownLineage): boolean => lineage.edges.length < lineage.totals.edges;
