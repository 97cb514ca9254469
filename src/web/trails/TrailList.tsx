import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { trailQuery } from '../app/queries.js';
import type { DataField } from '../api/types.js';
import { usePages } from '../api/use-pages.js';
import { isNarrowed, TRAIL_ORDERS } from '../state/view.js';
import { CsvLink } from '../take-away/CsvLink.js';
import { ChoiceField } from '../ui/ChoiceField.js';
import { OrderField } from '../ui/OrderField.js';
import { PagedList } from '../ui/PagedList.js';
import { TrailRow } from './TrailRow.js';

/** Every trail abroad under the filters: sorted, read page by page, only the rows that are seen are drawn. */
export function TrailList(props: {
  readonly follow: readonly string[] | undefined;
  readonly fields: readonly DataField[] | undefined;
}): ReactNode {
  const { caseId, view, change, speech } = useDesk();
  const { t, n } = speech;
  const query = trailQuery(view, props.follow);
  const pages = usePages('listTrails', { case: caseId }, query);
  const read = pages.items.length;
  const chosen = view.chosen?.kind === 'trail' ? view.chosen.id : undefined;
  const cut = pages.cuts.find((c) => c.by === 'maxTrails');
  return (
    <section className="list" aria-label={t.trailList.title} aria-busy={pages.state === 'loading'}>
      <div className="list-head">
        <OrderField
          label={t.trailList.sort}
          orders={TRAIL_ORDERS}
          names={t.trailList.orders}
          value={view.order}
          onChoose={(order) => {
            change({ order });
          }}
        />
        <ChoiceField
          label={t.trailList.follow}
          hidden
          value={view.follow ?? ''}
          none={t.trailList.followAll}
          choices={props.fields?.map(({ id }) => ({ id, text: id })) ?? []}
          onChoose={(id) => {
            change({ follow: id === '' ? null : id });
          }}
        />
        <CsvLink operation="listTrails" params={{ case: caseId }} query={query} name={t.trailList.title} />
      </div>
      <PagedList
        pages={pages}
        rowHeight={96}
        empty={
          cut !== undefined
            ? t.trailList.emptyCut
            : isNarrowed(view)
              ? t.trailList.empty
              : t.trailList.emptyWhole
        }
        row={(trail) => (
          <TrailRow
            trail={trail}
            chosen={trail.id === chosen}
            onChoose={() => {
              change({ chosen: trail.id === chosen ? null : { kind: 'trail', id: trail.id } });
            }}
          />
        )}
        foot={(total) => (
          <>
            {total > read ? t.trailList.showing(n(read), n(total)) : t.trails(n(total))}
            {cut !== undefined && ` · ${t.states.cutTrails(t.trails(n(cut.maxTrails)), t.hops(n(cut.hops)))}`}
          </>
        )}
      />
    </section>
  );
}
