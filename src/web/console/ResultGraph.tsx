import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type Sigma from 'sigma';
import { useDesk } from '../app/desk.js';
import { useTheme } from '../state/preferences.js';
import { IconButton } from '../ui/Icon.js';
import { drawGraph } from './draw-graph.js';
import type { Drawing } from './drawing.js';
import { colorOfLabel } from './graph-colors.js';

/** An answer as a graph. What it shows stands in the table too. */
export default function ResultGraph({ drawing }: { readonly drawing: Drawing }): ReactNode {
  const { change, palette, speech } = useDesk();
  const { t, n } = speech;
  const [theme] = useTheme();
  const stage = useRef<HTMLDivElement>(null);
  const [sigma, setSigma] = useState<Sigma | null>(null);
  useEffect(() => {
    if (stage.current === null) return;
    const made = drawGraph(stage.current, drawing, theme, palette, (id) => {
      const to = drawing.nodes.find((node) => node.id === id)?.to;
      if (to != null) change(to);
    });
    setSigma(made);
    return () => {
      made.kill();
    };
  }, [drawing, theme, palette, change]);
  const labels = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { label } of drawing.nodes) counts.set(label, (counts.get(label) ?? 0) + 1);
    return [...counts];
  }, [drawing]);
  const zoom = (factor: number) => {
    const camera = sigma?.getCamera();
    camera?.setState({ ratio: camera.getState().ratio / factor });
  };
  const said = t.console.drawn(n(drawing.nodes.length), n(drawing.edges.length));
  return (
    <figure className="result-graph">
      <div className="result-stage" ref={stage} role="img" aria-label={said} />
      <div className="map-zoom">
        <IconButton
          icon="plus"
          name={t.map.zoomIn}
          onClick={() => {
            zoom(1.5);
          }}
        />
        <IconButton
          icon="minus"
          name={t.map.zoomOut}
          onClick={() => {
            zoom(1 / 1.5);
          }}
        />
        <IconButton
          icon="fit"
          name={t.map.fit}
          onClick={() => {
            sigma?.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1, angle: 0 });
          }}
        />
      </div>
      <figcaption className="result-legend">
        {labels.map(([label, count]) => (
          <span key={label}>
            <svg width="10" height="10" aria-hidden="true">
              <circle cx="5" cy="5" r="5" fill={colorOfLabel(label, theme, palette)} />
            </svg>{' '}
            {label} {n(count)}
          </span>
        ))}
        <span>
          {drawing.total > drawing.nodes.length
            ? t.console.drawnSome(n(drawing.nodes.length), n(drawing.total))
            : said}
        </span>
      </figcaption>
    </figure>
  );
}
