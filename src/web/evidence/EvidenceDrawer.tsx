import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { stepsBack } from '../state/use-view.js';
import { IconButton } from '../ui/Icon.js';
import { EdgeEvidence } from './EdgeEvidence.js';
import { FindingEvidence } from './FindingEvidence.js';
import { FlowEvidence } from './FlowEvidence.js';
import { ProcessorEvidence } from './ProcessorEvidence.js';
import { TrailEvidence } from './TrailEvidence.js';

/**
 * The evidence of what is chosen. Escape closes it, and whoever opened it by keys is back where that was.
 *
 * @param covers whether it lies over the list: the focus must not stay beneath it
 */
export function EvidenceDrawer({ covers }: { readonly covers: boolean }): ReactNode {
  const { view, change, speech } = useDesk();
  const { t } = speech;
  const { chosen } = view;
  const drawer = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // Asked before the list is inert, which takes the focus from what is in it.
  const [opener] = useState(() => document.activeElement);
  const key = chosen === null ? '' : chosen.kind === 'edge' ? `${chosen.source}>${chosen.target}` : chosen.id;
  useEffect(() => {
    drawer.current?.scrollTo(0, 0);
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') change({ chosen: null });
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [key, change]);
  useLayoutEffect(() => {
    // Nobody's focus is taken who has none: on a page that was just opened, it begins at the top.
    if (covers && opener !== null && opener !== document.body)
      heading.current?.focus({ preventScroll: true });
  }, [key, covers, opener]);
  useEffect(
    () => () => {
      const now = document.activeElement;
      if (now === null || now === document.body) {
        if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
      }
    },
    [opener],
  );
  if (chosen === null) return null;
  return (
    <section className="drawer" aria-label={t.evidence.title} ref={drawer}>
      <div className="drawer-bar">
        {stepsBack() > 0 && (
          <IconButton
            icon="back"
            name={t.evidence.back}
            onClick={() => {
              window.history.back();
            }}
          />
        )}
        <h2 ref={heading} tabIndex={-1}>
          {t.evidence.title}
        </h2>
        <IconButton
          icon="close"
          name={t.evidence.close}
          onClick={() => {
            change({ chosen: null });
          }}
        />
      </div>
      <div className="drawer-body">
        {chosen.kind === 'edge' && <EdgeEvidence source={chosen.source} target={chosen.target} />}
        {chosen.kind === 'flow' && <FlowEvidence id={chosen.id} />}
        {chosen.kind === 'trail' && <TrailEvidence id={chosen.id} />}
        {chosen.kind === 'finding' && <FindingEvidence id={chosen.id} />}
        {chosen.kind === 'processor' && <ProcessorEvidence id={chosen.id} />}
      </div>
    </section>
  );
}
