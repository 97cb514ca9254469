import type Sigma from 'sigma';
import type { Point } from './place.js';

/** Frames after a drawing whose coming tells how long it took: browsers begin one before the last is on the screen. */
const FRAMES = 2;
/** Milliseconds until then, beyond which a drawing was slow. */
const SLOW = 90;
/** Milliseconds without a move after which a moved map is drawn anew. */
const REST = 250;
/** The part of the screen by which a map is moved at most before it is drawn anew. */
const FAR = 1 / 3;

/**
 * Draws a map anew whenever its camera moves; but where the last drawing was slow, as where a browser draws in software, and
 * the map is only shifted, moves the canvases as they are, and draws anew once the map comes to rest. What comes in at the
 * edges is seen then.
 */
export class Mover {
  /** Where the plane's origin was on the screen at the last drawing. */
  private drawn: (Point & { readonly ratio: number }) | undefined;
  private moved = false;
  private slow = false;
  private probe: number | undefined;
  private resting: ReturnType<typeof setTimeout> | undefined;

  /** @param canvases all that move with the map */
  constructor(
    private readonly sigma: Sigma,
    private readonly canvases: readonly HTMLElement[],
  ) {
    const camera = sigma.getCamera();
    // Sigma's own listener, which asks for a drawing.
    camera.removeAllListeners('updated');
    camera.on('updated', () => {
      this.move();
    });
    sigma.on('afterRender', () => {
      this.rest();
    });
  }

  /** Draws the map where it was moved to, for whoever wants to know what lies where. */
  settle(): void {
    if (this.moved) this.sigma.refresh({ partialGraph: {}, skipIndexation: true });
  }

  kill(): void {
    clearTimeout(this.resting);
    if (this.probe !== undefined) cancelAnimationFrame(this.probe);
  }

  private move(): void {
    const { drawn } = this;
    const { width, height } = this.sigma.getDimensions();
    const now = this.origin();
    const [dx, dy] = drawn === undefined ? [0, 0] : [now.x - drawn.x, now.y - drawn.y];
    const shifted = drawn?.ratio === now.ratio && Math.abs(dx) < width * FAR && Math.abs(dy) < height * FAR;
    if (!this.slow || !shifted) {
      this.sigma.scheduleRender();
      return;
    }
    this.moved = true;
    for (const { style } of this.canvases) style.transform = `translate(${dx}px, ${dy}px)`;
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      this.settle();
    }, REST);
  }

  /** After a drawing: nothing is moved, and how long it took will be known. */
  private rest(): void {
    this.drawn = this.origin();
    if (this.probe === undefined) this.judge(performance.now(), FRAMES);
    if (!this.moved) return;
    this.moved = false;
    clearTimeout(this.resting);
    for (const { style } of this.canvases) style.transform = '';
  }

  private judge(since: number, frames: number): void {
    this.probe = requestAnimationFrame(() => {
      this.probe = undefined;
      if (frames > 0) this.judge(since, frames - 1);
      else this.slow = performance.now() - since > SLOW;
    });
  }

  private origin(): Point & { readonly ratio: number } {
    const cameraState = this.sigma.getCamera().getState();
    return { ...this.sigma.framedGraphToViewport({ x: 0, y: 0 }, { cameraState }), ratio: cameraState.ratio };
  }
}
