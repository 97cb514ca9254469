import { useEffect, useRef, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import { IconButton } from '../ui/Icon.js';
import { EdgeEvidence } from './EdgeEvidence.js';
import { FindingEvidence } from './FindingEvidence.js';
import { FlowEvidence } from './FlowEvidence.js';
import { ProcessorEvidence } from './ProcessorEvidence.js';
import { TrailEvidence } from './TrailEvidence.js';

/** The evidence of what is chosen. Escape closes it. */
export function EvidenceDrawer(): ReactNode {
  const { view, change, speech } = useDesk();
  const { t } = speech;
  const { chosen } = view;
  const drawer = useRef<HTMLElement>(null);
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
  if (chosen === null) return null;
  return (
    <section className="drawer" aria-label={t.evidence.title} ref={drawer}>
      <div className="drawer-bar">
        <IconButton
          icon="back"
          name={t.evidence.back}
          onClick={() => {
            window.history.back();
          }}
        />
        <h2>{t.evidence.title}</h2>
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
