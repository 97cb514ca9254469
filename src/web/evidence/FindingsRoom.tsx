import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { usePages } from '../api/use-pages.js';
import { CsvLink } from '../take-away/CsvLink.js';
import { PagedList } from '../ui/PagedList.js';
import { useSpared } from '../what-if/use-spared.js';
import { EvidenceDrawer } from './EvidenceDrawer.js';
import { FindingRow } from './FindingRow.js';

/** Every finding, worst first; choosing one shows its evidence. */
export function FindingsRoom(): ReactNode {
  const { caseId, view, change, window, speech } = useDesk();
  const { t, n } = speech;
  const { code, minPeople } = view.filters;
  const query = {
    ...window,
    ...(code.length === 0 ? {} : { code: [...code] }),
    ...(minPeople === null ? {} : { minPeople: String(minPeople) }),
    order: '-severity' as const,
  };
  const pages = usePages('listFindings', { case: caseId }, query);
  const spared = useSpared();
  const chosen = view.chosen?.kind === 'finding' ? view.chosen.id : undefined;
  return (
    <div className="findings">
      <section className="list" aria-label={t.findingList.title}>
        <div className="list-head">
          <h2>{t.findingList.title}</h2>
          <CsvLink
            operation="listFindings"
            params={{ case: caseId }}
            query={query}
            name={t.findingList.title}
          />
        </div>
        <PagedList
          pages={pages}
          rowHeight={64}
          empty={t.findingList.empty}
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
          foot={(total) => t.trailList.showing(n(pages.items.length), n(total))}
        />
      </section>
      {view.chosen !== null && <EvidenceDrawer />}
    </div>
  );
}
