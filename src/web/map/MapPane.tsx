import { useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { lineageQuery } from '../app/queries.js';
import type { ShownLineage } from '../api/types.js';
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
import type { Shape } from './place.js';
import { ReplayBar } from './ReplayBar.js';
import { useEmphasis } from './use-emphasis.js';
import type { SupposedPair } from './supposed.js';
import { useMapped } from './use-mapped.js';
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
  const { view, change, speech } = useDesk();
  const { t } = speech;
  const group = useGroup();
  const [renderer, setRenderer] = useState<MapRenderer | null>(null);
  const [pane, shape] = useShape();
  const { whole, asked, shown, places, model } = useMapped(group, follow, supposed, shape);
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
            margins={marginsOf(shape, view.focus !== null, noted)}
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
      {!view.table && <Zoom renderer={renderer} />}
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

/** Closer, farther, and all of it. */
function Zoom({ renderer }: { readonly renderer: MapRenderer | null }): ReactNode {
  const { t } = useDesk().speech;
  return (
    <div className="map-zoom">
      <IconButton icon="plus" name={t.map.zoomIn} onClick={() => renderer?.zoom(1.5)} />
      <IconButton icon="minus" name={t.map.zoomOut} onClick={() => renderer?.zoom(1 / 1.5)} />
      <IconButton icon="fit" name={t.map.fit} onClick={() => renderer?.fit()} />
    </div>
  );
}

/** Pixels that tools and legend take. */
const WIDE = { top: 52, bottom: 50 };
const TALL = { top: 40, bottom: 112 };
/** With what is left out said above. */
const TALL_NOTED = { top: 92, bottom: 112 };
/** With the depths of what is seen from one processor above. */
const TALL_STARTED = { top: 140, bottom: 100 };

/**
 * What a map leaves free at its edges.
 *
 * @param started whether it begins at one processor
 * @param noted whether something is left out
 */
function marginsOf(shape: Shape, started: boolean, noted: boolean): typeof WIDE {
  if (shape === 'wide') return WIDE;
  if (started) return TALL_STARTED;
  return noted ? TALL_NOTED : TALL;
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
