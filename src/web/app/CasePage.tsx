import { lazy, Suspense, useMemo, type ReactNode } from 'react';
import { useWhole } from '../api/use-whole.js';
import type { CaseEntry } from '../api/types.js';
import type { ChangeView } from '../state/use-view.js';
import type { View } from '../state/view.js';
import type { Speech } from '../text/texts.js';
import type { Palette } from '../ui/palette.js';
import { windowOf } from '../state/view-url.js';
import { DeskContext, type Desk } from './desk.js';
import { Header } from './Header.js';
import { Headline } from './Headline.js';
import { LineageRoom } from './LineageRoom.js';
import { OfflineNote } from './OfflineNote.js';
import { FindingsRoom } from '../evidence/FindingsRoom.js';
import { Boundary } from '../ui/Boundary.js';
import { SupposedNote } from '../what-if/SupposedNote.js';

// The console brings an editor with it: nobody waits for that who does not ask the graph.
const ConsoleRoom = lazy(() => import('../console/ConsoleRoom.js'));
const WhatIfRoom = lazy(() => import('../what-if/WhatIfRoom.js'));

/** A part of the page that could not be fetched is asked for by a new page only; the address says all of what is looked at. */
function loadAgain(): void {
  if (navigator.onLine) window.location.reload();
}

/** A case: what stands above, and the room that is looked at. */
export function CasePage(props: {
  readonly entry: CaseEntry;
  readonly cases: readonly CaseEntry[];
  readonly view: View;
  readonly change: ChangeView;
  readonly speech: Speech;
  readonly palette: Palette;
}): ReactNode {
  const { entry, cases, view, change, speech, palette } = props;
  const processors = useWhole('listProcessors', { params: { case: entry.id }, query: {} });
  const named = processors.answer?.items;
  const desk = useMemo<Desk>(() => {
    const names = new Map(named?.map(({ id, name }) => [id, name ?? id]));
    return {
      caseId: entry.id,
      view,
      change,
      speech,
      palette,
      window: windowOf(view),
      nameOf: (id) => (id === '@user' ? speech.t.person : (names.get(id) ?? id)),
    };
  }, [entry.id, view, change, speech, palette, named]);
  return (
    <DeskContext value={desk}>
      <a className="skip" href="#content">
        {speech.t.skip}
      </a>
      <Header cases={cases} entry={entry} />
      <OfflineNote />
      <SupposedNote />
      <main id="content" className={`content room-${view.room}`} tabIndex={-1}>
        {view.room === 'query' ? (
          <h1 className="unseen">{entry.title}</h1>
        ) : (
          <Headline title={entry.title} stale={entry.stale} />
        )}
        <p className="print-hint">{speech.t.printed}</p>
        <Boundary key={view.room} again={loadAgain}>
          <Suspense fallback={<p className="pending">{speech.t.states.loading}</p>}>
            {view.room === 'findings' && <FindingsRoom />}
            {view.room === 'query' && <ConsoleRoom />}
            {view.room === 'what-if' && <WhatIfRoom />}
            {view.room === 'map' && <LineageRoom />}
          </Suspense>
        </Boundary>
      </main>
    </DeskContext>
  );
}
