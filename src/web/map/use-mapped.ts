import { useMemo } from 'react';
import { useDesk } from '../app/desk.js';
import { lineageQuery, MOST_EDGES } from '../app/queries.js';
import type { Lineage, ShownLineage } from '../api/types.js';
import { useAnswer, type Asked } from '../api/use-answer.js';
import type { Grouping } from './GroupChoice.js';
import { mapModel, type MapModel } from './model.js';
import { place, type Places, type Shape } from './place.js';
import { markSupposed, supposedLineage, type SupposedPair } from './supposed.js';
import { useOpened } from './use-opened.js';

/** What is on the map, as far as it is known. */
interface Mapped {
  /** The whole graph, from which everything has its place: it keeps that whatever is filtered. */
  readonly whole: Asked<Lineage>;
  /** What the view asks for. */
  readonly asked: Asked<Lineage>;
  /** The same, as it is supposed to be. */
  readonly shown: ShownLineage | undefined;
  readonly places: Places | undefined;
  readonly model: MapModel | undefined;
}

/**
 * Reads what the view shows on the map, and makes the map of it.
 *
 * @param group undefined while it is not known how processors are put together: nothing is asked then
 * @param follow fields that are followed
 * @param supposed pairs that a supposition changes, where one is looked at
 */
export function useMapped(
  group: Grouping | undefined,
  follow: readonly string[] | undefined,
  supposed: readonly SupposedPair[] | undefined,
  shape: Shape,
): Mapped {
  const { caseId, view } = useDesk();
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
  return { whole, asked, shown, places, model };
}

/** Places of the processors that send or receive; the others stand in the table. */
function placeUsed({ nodes, edges }: Lineage, shape: Shape): Places {
  const used = new Set(edges.flatMap(({ source, target }) => [source, target]));
  return place(
    nodes.filter(({ id }) => used.has(id)),
    edges,
    shape,
  );
}
