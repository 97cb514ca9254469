import type { ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Flow } from '../api/types.js';
import type { Pages } from '../api/use-pages.js';
import { Failure } from '../ui/Pending.js';
import { FlowItem } from './FlowItem.js';

/** A list of flows as far as it was read, with what went wrong and the way to the others. */
export function FlowItems({ pages }: { readonly pages: Pages<Flow> }): ReactNode {
  const { speech } = useDesk();
  const { t, n } = speech;
  const { items, total } = pages;
  return (
    <>
      {pages.state === 'failed' && <Failure error={pages.error} again={pages.again} />}
      <ul className="flow-items">
        {items.map((flow) => (
          <FlowItem key={flow.id} flow={flow} />
        ))}
      </ul>
      {total !== undefined && total > items.length && (
        <button type="button" className="button" onClick={pages.more}>
          {t.trailList.showing(n(items.length), n(total))}
        </button>
      )}
    </>
  );
}
