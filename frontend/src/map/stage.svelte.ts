/** The 3D view as the rest of the window knows it: one viewer at most. It gets shapes, classes and opaque ids, never a person. */
import { untrack } from 'svelte';
import type { CommunityView } from '../bindings/CommunityView';
import { t } from '../i18n/index.svelte';
import type { CanvasViewer, Events, Point, Tool } from '../viewer/viewer';
import { groundAcross } from './scale';

/** What the other button was pressed on. */
export interface MapMenuAt {
  building: string | null;
  /** Metres east and north. */
  ground: [number, number] | null;
  at: Point;
}

/** A graphics driver that does not come back within this time is said to be gone. */
const PATIENCE_MS = 2500;
/** The scale is taken so many pixels to the left and right of the middle. */
const AROUND_PX = 40;

type Handlers = Pick<Events, 'onPick' | 'onBox' | 'onMoved' | 'onDrawn' | 'covers'>;

class Stage {
  viewer = $state.raw<CanvasViewer | null>(null);
  hovered = $state<string | null>(null);
  menu = $state.raw<MapMenuAt | null>(null);
  tool = $state<Tool>('look');
  /** The floor of the opened building that is out. */
  floorOut = $state<number | null>(null);
  /** The theme that the viewer draws in now. */
  theme = $state<'light' | 'dark'>('light');
  /** The buildings that the viewer has laid out. */
  laid = $state.raw<CommunityView | null>(null);
  /** Why nothing can be drawn here. */
  failure = $state<string | null>(null);
  #canvas: HTMLCanvasElement | null = null;
  /** Makes the viewer; none while the map is not on the screen. */
  #make: (() => Promise<CanvasViewer>) | null = null;
  /** Counts beginnings and ends: a viewer that comes after its time is thrown away. */
  #turn = 0;
  #lost: ReturnType<typeof setTimeout> | undefined;
  #drawn = new Set<() => void>();

  /** Loads the viewer when the map is first shown, so that unlocking does not wait for it. */
  async start(canvas: HTMLCanvasElement, labels: HTMLElement, handlers: Handlers): Promise<void> {
    this.#canvas = canvas;
    this.#make = async () => {
      const { makeViewer } = await import('../viewer/viewer');
      return makeViewer(canvas, labels, {
        ...handlers,
        onHover: (id) => (this.hovered = id),
        onMenu: (hit, ground, at) => (this.menu = { building: hit?.kind === 'building' ? hit.id : null, ground, at }),
        onTool: (tool) => (this.tool = tool),
        onName: (kind, text) => (kind === 'unit' ? t('table.unit', { unit: text }) : /^\d+$/.test(text) ? t('say.floor', { floor: text }) : text),
        onDraw: () => this.#seen(),
        onBroken: () => (this.failure = 'broken'),
      });
    };
    await this.#begin();
  }

  async #begin(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const viewer = await this.#make?.();
      if (turn !== this.#turn) return viewer?.dispose();
      this.viewer = viewer ?? null;
      this.failure = null;
    } catch (error) {
      if (turn === this.#turn) this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  stop(): void {
    this.#turn += 1;
    this.#make = null;
    clearTimeout(this.#lost);
    this.viewer?.dispose();
    this.viewer = null;
    this.laid = null;
    this.hovered = null;
    this.menu = null;
    this.tool = 'look';
  }

  /** The graphics driver went away; what is open stays open, and the lists take the map's place if it stays away. */
  contextLost(): void {
    clearTimeout(this.#lost);
    this.#lost = setTimeout(() => (this.failure = 'context-lost'), PATIENCE_MS);
  }

  contextRestored(): void {
    clearTimeout(this.#lost);
    this.failure = null;
    // It went away before there was a viewer.
    if (!this.viewer && this.#make) void this.#begin();
  }

  /** Lays out the buildings of a view, once. */
  lay(view: CommunityView): void {
    if (!this.viewer || untrack(() => this.laid) === view) return;
    this.viewer.setCommunity(view);
    this.laid = view;
  }

  setTheme(theme: 'light' | 'dark'): void {
    this.viewer?.setTheme(theme);
    this.theme = theme;
  }

  /** Takes up a tool; 'move' may be for one building only. */
  use(tool: Tool, carries: string | null = null): void {
    this.tool = tool;
    this.viewer?.setTool(tool, carries);
  }

  #seen(): void {
    this.floorOut = this.viewer?.floorOut() ?? null;
    for (const tell of this.#drawn) tell();
  }

  /** Calls back after each frame, until told to stop. */
  onDrawn(tell: () => void): () => void {
    this.#drawn.add(tell);
    return () => void this.#drawn.delete(tell);
  }

  pointOf(id: string): Point | null {
    return this.viewer?.pointOf(id) ?? null;
  }

  /** The ground under a point of the page. */
  groundAt({ x, y }: Point): [number, number] | null {
    const { left, top } = this.#canvas?.getBoundingClientRect() ?? { left: 0, top: 0 };
    return this.viewer?.groundAt(x - left, y - top) ?? null;
  }

  /** Metres of ground across the middle of a picture of that shape; none where the sky is. */
  groundAcross(picture: { width: number; height: number }): number | null {
    const { clientWidth: width = 0, clientHeight: height = 0 } = this.#canvas ?? {};
    const [left, right] = [-AROUND_PX, AROUND_PX].map((by) => this.viewer?.groundAt(width / 2 + by, height / 2));
    if (!left || !right) return null;
    return groundAcross({ metresPerPixel: Math.hypot(right[0] - left[0], right[1] - left[1]) / (2 * AROUND_PX), width, height }, picture);
  }

  atRest(): boolean {
    if (this.failure !== null) return true;
    return this.viewer ? this.viewer.atRest() : this.#make === null;
  }
}

export const stage = new Stage();
