import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import type { Speech } from '../text/use-texts.js';
import { PATTERN_OF, PATTERNS, type Palette } from '../ui/palette.js';
import {
  buildScene,
  colorOfLine,
  colorOfNode,
  drawnLines,
  PLAIN,
  type Emphasis,
  type Stage,
} from './build-scene.js';
import { flowProgram } from './flow-program.js';
import { lineAt } from './hit.js';
import { inBackground, lineWidth, nodeRadius, type Line, type MapModel } from './model.js';
import { paintOver, paintRegions } from './paint-canvas.js';
import type { Places } from './place.js';
import type { Scene } from './scene.js';

/** What happens on the map. */
export interface MapListener {
  readonly onLine: (id: string) => void;
  readonly onNode: (id: string) => void;
  readonly onNothing: () => void;
  readonly onHover: (at: Emphasis['at']) => void;
}

/** What a map shows: everything but where the camera is. */
export interface Shown {
  readonly model: MapModel;
  readonly places: Places;
  readonly palette: Palette;
  readonly speech: Speech;
  /** Pixels at the top and the bottom that tools and legend take. */
  readonly margins: { readonly top: number; readonly bottom: number };
}

/** Name of the mark at the first map. */
const SHOWN = 'map-shown';

/** Lines from which on they are drawn with fewer pieces. */
const MANY_LINES = 400;
const FEW = 'line';
const MANY = 'arrow';

/**
 * Draws a map: lines and processors by sigma, with what lies under them (regions) and over them (texts) on canvases of
 * their own. Knows nothing of React; the page tells it what to show.
 */
export class MapRenderer {
  private readonly graph = new MultiDirectedGraph();
  private readonly sigma: Sigma;
  private shown: Shown | undefined;
  private emphasis: Emphasis = PLAIN;
  private readonly observer: ResizeObserver;
  private hovered: Emphasis['at'] = null;
  /** The frame in which the line under the pointer is looked for. */
  private pointed: number | undefined;
  /** Width and height for which the canvases are made: to make them anew is slow. */
  private size = '';

  constructor(
    private readonly container: HTMLElement,
    private readonly under: HTMLCanvasElement,
    private readonly over: HTMLCanvasElement,
    listener: MapListener,
  ) {
    this.sigma = new Sigma(this.graph, container, {
      allowInvalidContainer: true,
      renderLabels: false,
      enableEdgeEvents: false,
      // Under the names of sigma's own: those it would make as well, which takes as long as to make ours.
      defaultEdgeType: FEW,
      edgeProgramClasses: { [FEW]: flowProgram(20), [MANY]: flowProgram(6) },
      defaultDrawNodeHover: () => undefined,
      stagePadding: 18,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      zIndex: true,
      doubleClickZoomingRatio: 1.6,
      zoomToSizeRatioFunction: (ratio) => Math.max(0.75, Math.pow(ratio, 0.55)),
    });
    this.sigma.on('clickNode', ({ node }) => {
      listener.onNode(node);
    });
    // Lines are found by geometry: to draw them twice, a second time for picking, would halve the frames.
    this.sigma.on('clickStage', ({ event }) => {
      const line = this.lineAt(event);
      if (line === undefined) listener.onNothing();
      else listener.onLine(line);
    });
    this.sigma.on('enterNode', ({ node }) => {
      this.hover({ kind: 'node', id: node }, listener);
    });
    this.sigma.on('leaveNode', () => {
      this.hover(null, listener);
    });
    this.sigma.on('moveBody', ({ event }) => {
      if (this.hovered?.kind === 'node' || this.pointed !== undefined) return;
      this.pointed = requestAnimationFrame(() => {
        this.pointed = undefined;
        const id = this.lineAt(event);
        this.hover(id === undefined ? null : { kind: 'line', id }, listener);
      });
    });
    this.sigma.on('afterRender', () => {
      this.paint();
    });
    this.observer = new ResizeObserver(() => {
      this.resize();
    });
    this.observer.observe(container);
    this.resize();
  }

  /** Shows a model; the camera stays where it is. */
  show(shown: Shown): void {
    this.shown = shown;
    const { model, places, palette } = shown;
    this.graph.clear();
    for (const node of model.nodes.values()) {
      const at = places.at.get(node.id);
      if (at === undefined) continue;
      this.graph.addNode(node.id, {
        x: at.x,
        y: -at.y,
        size: nodeRadius(node.people, model),
        color: colorOfNode(node, palette),
        zIndex: 1,
      });
    }
    const type = model.lines.length > MANY_LINES ? MANY : FEW;
    for (const [rank, line] of model.lines.entries()) {
      if (!this.graph.hasNode(line.source) || !this.graph.hasNode(line.target)) continue;
      this.graph.addDirectedEdgeWithKey(line.id, line.source, line.target, {
        type,
        size: lineWidth(line, model),
        color: colorOfLine(line, rank, model, this.emphasis, palette),
        bend: line.bend,
        pattern: PATTERNS[PATTERN_OF[line.verdict]],
        zIndex: layerOf(line, rank, model, this.emphasis),
      });
    }
    this.frame(shown);
    this.sigma.refresh();
  }

  /** Fits the plane between what lies over the map at its top and its bottom. */
  private frame({ places: { width, height }, margins: { top, bottom } }: Shown): void {
    const { height: screen } = this.sigma.getDimensions();
    const scale = height / Math.max(80, screen - top - bottom);
    this.sigma.setCustomBBox({ x: [0, width], y: [-height - bottom * scale, top * scale] });
  }

  /** Sets apart what is chosen. */
  emphasize(emphasis: Emphasis): void {
    this.emphasis = emphasis;
    if (this.shown === undefined) return;
    const { model, palette } = this.shown;
    for (const [rank, line] of model.lines.entries()) {
      if (!this.graph.hasEdge(line.id)) continue;
      this.graph.mergeEdgeAttributes(line.id, {
        color: colorOfLine(line, rank, model, emphasis, palette),
        zIndex: layerOf(line, rank, model, emphasis),
      });
    }
    this.sigma.refresh();
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.ratio / factor }, { duration: this.duration });
  }

  pan(dx: number, dy: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate(
      { x: camera.x + dx * camera.ratio, y: camera.y + dy * camera.ratio },
      { duration: this.duration },
    );
  }

  fit(): void {
    void this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: this.duration });
  }

  /** Brings a processor into the middle, unless it is seen well where it is. */
  reveal(id: string): void {
    const data = this.sigma.getNodeDisplayData(id);
    if (data === undefined) return;
    const at = this.sigma.framedGraphToViewport(data);
    const { width, height } = this.sigma.getDimensions();
    if (at.x > 40 && at.y > 40 && at.x < width - 40 && at.y < height - 80) return;
    void this.sigma.getCamera().animate({ x: data.x, y: data.y }, { duration: this.duration });
  }

  /** What is seen now, or the whole map when a size is given. */
  scene(size?: { readonly width: number; readonly height: number }): Scene | undefined {
    if (this.shown === undefined) return undefined;
    if (size === undefined) return buildScene({ ...this.stage(this.shown), withLines: true });
    const { places } = this.shown;
    const pad = 24;
    const scale = Math.min((size.width - 2 * pad) / places.width, (size.height - 2 * pad) / places.height);
    const left = (size.width - places.width * scale) / 2;
    const top = (size.height - places.height * scale) / 2;
    return buildScene({
      ...this.stage(this.shown),
      ...size,
      covered: [],
      project: (p) => ({ x: left + p.x * scale, y: top + p.y * scale }),
      sizeRatio: 1,
      withLines: true,
    });
  }

  kill(): void {
    this.observer.disconnect();
    if (this.pointed !== undefined) cancelAnimationFrame(this.pointed);
    this.sigma.kill();
  }

  private lineAt(point: { readonly x: number; readonly y: number }): string | undefined {
    return this.shown === undefined ? undefined : lineAt(point, drawnLines(this.stage(this.shown)));
  }

  private hover(at: Emphasis['at'], listener: MapListener): void {
    if (at?.id === this.hovered?.id && at?.kind === this.hovered?.kind) return;
    this.hovered = at;
    listener.onHover(at);
  }

  private get duration(): number {
    return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : 220;
  }

  private stage(shown: Shown): Stage {
    const { width, height } = this.sigma.getDimensions();
    // In one row, or in two where it is narrow.
    const legend = width > 760 ? 46 : 78;
    return {
      ...shown,
      emphasis: this.emphasis,
      width,
      height,
      project: ({ x, y }) => this.sigma.graphToViewport({ x, y: -y }),
      sizeRatio: 1 / this.sigma.scaleSize(1),
      covered: [
        { x: width - 48, y: height - 108, width: 48, height: 108 },
        { x: 0, y: height - legend, width: Math.min(width - 50, 760), height: legend },
      ],
      withLines: false,
    };
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.container;
    const ratio = window.devicePixelRatio;
    const size = `${clientWidth} ${clientHeight} ${ratio}`;
    if (size === this.size) return;
    const first = this.size === '';
    this.size = size;
    for (const canvas of [this.under, this.over]) {
      canvas.width = clientWidth * ratio;
      canvas.height = clientHeight * ratio;
    }
    if (first) return;
    this.sigma.resize(true);
    if (this.shown !== undefined) this.frame(this.shown);
    this.sigma.refresh();
  }

  private paint(): void {
    if (this.shown === undefined) return;
    // What benchmarks wait for: the first map that can be read.
    if (performance.getEntriesByName(SHOWN).length === 0) performance.mark(SHOWN);
    const scene = buildScene(this.stage(this.shown));
    for (const [canvas, paint] of [
      [this.under, paintRegions],
      [this.over, paintOver],
    ] as const) {
      const context = canvas.getContext('2d');
      if (context === null) continue;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.scale(window.devicePixelRatio, window.devicePixelRatio);
      paint(context, scene);
    }
  }
}

/** What is drawn over what: the background first, then by verdict, the worst over the others; over all, what is lit. */
function layerOf(line: Line, rank: number, model: MapModel, emphasis: Emphasis): number {
  if (emphasis.lit?.has(line.id) === true) return 10;
  return inBackground(rank, line, model) ? 0 : 1 + LAYERS.indexOf(line.verdict);
}

const LAYERS = ['out_of_scope', 'supported', 'contested', 'unsupported'] as const;
