import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { usePages } from '../api/use-pages.js';
import { useNarrow } from '../state/preferences.js';
import { isNarrowed } from '../state/view.js';
import { CsvLink } from '../take-away/CsvLink.js';
import { FilterBar } from '../trails/FilterBar.js';
import { PagedList } from '../ui/PagedList.js';
import { useSpared } from '../what-if/use-spared.js';
import { EvidenceDrawer } from './EvidenceDrawer.js';
import { FindingRow } from './FindingRow.js';

/** Filters of the view that the list of findings takes, too. */
const FILTERS = ['field', 'code'] as const;

/** Every finding, worst first; choosing one shows its evidence. */
export function FindingsRoom(): ReactNode {
  const { caseId, view, change, window, speech } = useDesk();
  const { t, n } = speech;
  const { field, code, minPeople } = view.filters;
  const query = {
    ...window,
    ...(field.length === 0 ? {} : { field: [...field] }),
    ...(code.length === 0 ? {} : { code: [...code] }),
    ...(minPeople === null ? {} : { minPeople: String(minPeople) }),
    order: '-severity' as const,
  };
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
          <CsvLink
            operation="listFindings"
            params={{ case: caseId }}
            query={query}
            name={t.findingList.title}
          />
        </div>
        <FilterBar names={FILTERS} />
        <PagedList
          pages={pages}
          rowHeight={64}
          empty={isNarrowed(view, FILTERS) ? t.findingList.empty : t.findingList.emptyWhole}
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
