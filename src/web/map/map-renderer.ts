import { MultiDirectedGraph } from 'graphology';
import Sigma from 'sigma';
import type { Speech } from '../text/texts.js';
import { PATTERN_OF, PATTERNS, type Palette } from '../ui/palette.js';
import {
  buildScene,
  colorOfLine,
  drawnDiscs,
  drawnLines,
  PLAIN,
  type Emphasis,
  type Stage,
} from './build-scene.js';
import { flowProgram } from './flow-program.js';
import { discAt, lineAt } from './hit.js';
import { inBackground, lineWidth, nodeRadius, type Line, type MapModel } from './model.js';
import { paintOver, paintUnder } from './paint-canvas.js';
import { Mover } from './mover.js';
import type { Places, Point } from './place.js';
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
 * Draws a map: lines by sigma, with what lies under them (regions) and over them (processors, texts) on canvases of their
 * own. Of sigma's canvases only that of lines is shown (map.css): each takes time in every frame, whether something is drawn
 * on it or not. Knows nothing of React; the page tells it what to show.
 */
export class MapRenderer {
  private readonly graph = new MultiDirectedGraph();
  private readonly sigma: Sigma;
  private shown: Shown | undefined;
  private emphasis: Emphasis = PLAIN;
  private readonly observer: ResizeObserver;
  private hovered: Emphasis['at'] = null;
  /** The frame in which what is under the pointer is looked for. */
  private pointed: number | undefined;
  private readonly mover: Mover;
  /** Width and height for which the canvases are made: to make them anew is slow. */
  private size = '';

  constructor(
    private readonly container: HTMLElement,
    private readonly below: HTMLCanvasElement,
    private readonly above: HTMLCanvasElement,
    listener: MapListener,
  ) {
    this.sigma = new Sigma(this.graph, container, {
      allowInvalidContainer: true,
      renderLabels: false,
      enableEdgeEvents: false,
      // Under the names of sigma's own: those it would make as well, which takes as long as to make ours.
      defaultEdgeType: FEW,
      edgeProgramClasses: { [FEW]: flowProgram(20), [MANY]: flowProgram(6) },
      stagePadding: 18,
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      zIndex: true,
      doubleClickZoomingRatio: 1.6,
      zoomToSizeRatioFunction: (ratio) => Math.max(0.75, Math.pow(ratio, 0.55)),
    });
    // What is under the pointer is found by geometry. Sigma would draw everything a second time to find it, and read that
    // back at each move, which waits for all that is being drawn.
    const [mouse, touch] = [this.sigma.getMouseCaptor(), this.sigma.getTouchCaptor()];
    mouse.removeAllListeners();
    touch.removeAllListeners();
    const { edges } = this.sigma.getCanvases();
    this.mover = new Mover(
      this.sigma,
      [below, above, edges].filter((canvas) => canvas !== undefined),
    );
    let chosen: Emphasis['at'] = null;
    const choose = (point: Point | undefined): void => {
      const under = point === undefined ? null : this.under(point);
      chosen = under;
      if (under === null) listener.onNothing();
      else if (under.kind === 'node') listener.onNode(under.id);
      else listener.onLine(under.id);
    };
    mouse.on('click', choose);
    touch.on('tap', ({ touches, previousTouches }) => {
      // When it is told, the finger is off.
      choose(touches[0] ?? previousTouches[0]);
    });
    // Two clicks one after the other on different things are no double click, which would zoom and leave the second unchosen.
    const chooseOther = (point: Point | undefined, prevent: () => void): void => {
      const under = point === undefined ? null : this.under(point);
      if (under?.id === chosen?.id && under?.kind === chosen?.kind) return;
      prevent();
      choose(point);
    };
    mouse.on('doubleClick', (point) => {
      chooseOther(point, () => {
        point.preventSigmaDefault();
      });
    });
    touch.on('doubletap', (at) => {
      chooseOther(at.touches[0] ?? at.previousTouches[0], () => {
        at.preventSigmaDefault();
      });
    });
    mouse.on('mousemove', (point) => {
      const dragged = point.original instanceof MouseEvent && point.original.buttons !== 0;
      if (dragged || this.pointed !== undefined) return;
      this.pointed = requestAnimationFrame(() => {
        this.pointed = undefined;
        this.hover(this.under(point), listener);
      });
    });
    mouse.on('mouseleave', () => {
      this.unpoint();
      this.hover(null, listener);
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

  /** Brings the map closer, by a factor above 1, or farther. */
  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate({ ratio: camera.ratio / factor }, { duration: this.duration });
  }

  /** Moves what is seen, in shares of what is seen now; y upwards. */
  pan(dx: number, dy: number): void {
    const camera = this.sigma.getCamera();
    void camera.animate(
      { x: camera.x + dx * camera.ratio, y: camera.y + dy * camera.ratio },
      { duration: this.duration },
    );
  }

  /** Shows the whole map. */
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

  /** Lets go of the canvases, of listeners and of WebGL's memory. */
  kill(): void {
    this.observer.disconnect();
    this.mover.kill();
    this.unpoint();
    this.sigma.kill();
  }

  /** Looks no more for what was under a pointer that has gone. */
  private unpoint(): void {
    if (this.pointed !== undefined) cancelAnimationFrame(this.pointed);
    this.pointed = undefined;
  }

  private under(point: Point): Emphasis['at'] {
    if (this.shown === undefined) return null;
    this.mover.settle();
    const stage = this.stage(this.shown);
    const node = discAt(point, drawnDiscs(stage));
    if (node !== undefined) return { kind: 'node', id: node };
    const line = lineAt(point, drawnLines(stage));
    return line === undefined ? null : { kind: 'line', id: line };
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
    for (const canvas of [this.below, this.above]) {
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
    for (const [canvas, paint, alpha] of [
      // Nothing is seen through it: a browser need not blend it with what lies below.
      [this.below, paintUnder, false],
      [this.above, paintOver, true],
    ] as const) {
      const context = canvas.getContext('2d', { alpha });
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
