import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useDesk } from '../app/desk.js';
import type { Emphasis } from './build-scene.js';
import { describe, nextLine, nextNode } from './keyboard.js';
import { MapRenderer } from './map-renderer.js';
import type { MapModel } from './model.js';
import type { Places } from './place.js';

/** The drawing itself, with pointer and keyboard. */
export function MapCanvas(props: {
  readonly model: MapModel;
  readonly places: Places;
  readonly emphasis: Omit<Emphasis, 'at'>;
  readonly margins: { readonly top: number; readonly bottom: number };
  readonly onRenderer: (renderer: MapRenderer | null) => void;
}): ReactNode {
  const { model, places, emphasis, margins, onRenderer } = props;
  const { change, palette, speech, nameOf } = useDesk();
  const { t } = speech;
  const stage = useRef<HTMLDivElement>(null);
  const under = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const [renderer, setRenderer] = useState<MapRenderer | null>(null);
  const [at, setAt] = useState<Emphasis['at']>(null);
  const [said, say] = useState('');

  const choose = useMemo(
    () => ({
      line: (id: string, lines: MapModel['lines']) => {
        const line = lines.find((l) => l.id === id);
        if (line === undefined) return;
        change({
          chosen:
            line.flow === null
              ? { kind: 'edge', source: line.source, target: line.target }
              : { kind: 'flow', id: line.flow },
        });
      },
      node: (id: string) => {
        change({ chosen: { kind: 'processor', id } });
      },
    }),
    [change],
  );
  const latest = useRef(model);
  useEffect(() => {
    latest.current = model;
  }, [model]);

  useEffect(() => {
    if (stage.current === null || under.current === null || over.current === null) return;
    const made = new MapRenderer(stage.current, under.current, over.current, {
      onLine: (id) => {
        choose.line(id, latest.current.lines);
      },
      onNode: choose.node,
      onNothing: () => {
        change({ chosen: null });
      },
      onHover: setAt,
    });
    setRenderer(made);
    onRenderer(made);
    return () => {
      onRenderer(null);
      made.kill();
    };
  }, [change, choose, onRenderer]);

  useEffect(() => {
    renderer?.show({ model, places, palette, speech, margins });
  }, [renderer, model, places, palette, speech, margins]);
  useEffect(() => {
    renderer?.emphasize({ ...emphasis, at });
  }, [renderer, emphasis, at, model]);

  const go = (next: Emphasis['at']) => {
    if (next === null) return;
    setAt(next);
    say(describe(next, model, speech, nameOf));
    const node = next.kind === 'node' ? next.id : model.lines.find((l) => l.id === next.id)?.source;
    if (node !== undefined) renderer?.reveal(node);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (arrow !== undefined && event.shiftKey) renderer?.pan(arrow.x * 0.15, -arrow.y * 0.15);
    else if (arrow !== undefined) go(nextNode(at, arrow, model, places));
    else if (event.key === 'f' || event.key === 'F') go(nextLine(at, event.shiftKey ? -1 : 1, model));
    else if (event.key === '+' || event.key === '=') renderer?.zoom(1.5);
    else if (event.key === '-') renderer?.zoom(1 / 1.5);
    else if (event.key === '0') renderer?.fit();
    else if (event.key === 'Escape') change({ chosen: null });
    else if (event.key === 'Enter' || event.key === ' ') {
      if (at?.kind === 'line') choose.line(at.id, model.lines);
      if (at?.kind === 'node') choose.node(at.id);
    } else return;
    event.preventDefault();
  };

  return (
    <div className="map-stage">
      <canvas className="map-layer" ref={under} aria-hidden="true" />
      <div className="map-layer" ref={stage} data-hover={at?.kind} />
      <canvas className="map-layer map-over" ref={over} aria-hidden="true" />
      {/* The drawing takes keys as an application does; the same content stands as tables behind the button beside it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        className="map-keys"
        role="application"
        aria-label={t.map.label}
        aria-describedby="map-help"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
      />
      <p id="map-help" className="unseen">
        {t.map.help}
      </p>
      <p className="unseen" aria-live="polite" data-testid="map-said">
        {said}
      </p>
      {at !== null && (
        <p className="map-tip" aria-hidden="true">
          {describe(at, model, speech, nameOf)}
        </p>
      )}
    </div>
  );
}

const ARROWS: Readonly<Partial<Record<string, { x: number; y: number }>>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
