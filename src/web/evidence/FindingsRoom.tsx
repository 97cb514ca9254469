import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { findingQuery } from '../app/queries.js';
import { usePages } from '../api/use-pages.js';
import { useNarrow } from '../state/preferences.js';
import { FINDING_FILTERS, FINDING_ORDERS, isNarrowed } from '../state/view.js';
import { CsvLink } from '../take-away/CsvLink.js';
import { FilterBar } from '../trails/FilterBar.js';
import { OrderField } from '../ui/OrderField.js';
import { PagedList } from '../ui/PagedList.js';
import { useSpared } from '../what-if/use-spared.js';
import { EvidenceDrawer } from './EvidenceDrawer.js';
import { FindingRow } from './FindingRow.js';

/** The findings under the filters, in the order that is chosen; choosing one shows its evidence. */
export function FindingsRoom(): ReactNode {
  const { caseId, view, change, speech } = useDesk();
  const { t, n } = speech;
  const query = findingQuery(view);
  const pages = usePages('listFindings', { case: caseId }, query);
  const read = pages.items.length;
  const spared = useSpared();
  const narrow = useNarrow();
  const open = view.chosen !== null;
  const chosen = view.chosen?.kind === 'finding' ? view.chosen.id : undefined;
  return (
    <div className="findings">
      <section className="list" aria-label={t.findingList.title} inert={open && narrow}>
        <div className="list-head">
          <h2>{t.findingList.title}</h2>
          <OrderField
            label={t.findingList.sort}
            orders={FINDING_ORDERS}
            names={t.findingList.orders}
            value={view.findingOrder}
            onChoose={(findingOrder) => {
              change({ findingOrder });
            }}
          />
          <CsvLink
            operation="listFindings"
            params={{ case: caseId }}
            query={query}
            name={t.findingList.title}
          />
        </div>
        <FilterBar names={FINDING_FILTERS} />
        <PagedList
          pages={pages}
          rowHeight={64}
          empty={isNarrowed(view, FINDING_FILTERS) ? t.findingList.empty : t.findingList.emptyWhole}
          row={(finding) => (
            <FindingRow
              finding={finding}
              chosen={finding.id === chosen}
              spared={spared.has(finding.id)}
              onChoose={() => {
                change({ chosen: { kind: 'finding', id: finding.id } });
              }}
            />
          )}
          foot={(total) =>
            total > read ? t.trailList.showing(n(read), n(total)) : t.findingList.total(n(total))
          }
        />
      </section>
      {open && <EvidenceDrawer covers={narrow} />}
    </div>
  );
}
