/** The 3D view as the rest of the window knows it: one viewer at most. It gets shapes, states and opaque ids, never a person. */
import type { CanvasViewer, Mode, Point } from '../viewer/viewer';

/** What the other button was pressed on. */
export interface MapMenuAt {
  building: string | null;
  /** Metres east and north. */
  ground: [number, number] | null;
  at: Point;
}

class Stage {
  viewer = $state.raw<CanvasViewer | null>(null);
  hovered = $state<string | null>(null);
  /** What colours the buildings. */
  mode = $state<Mode>('state');
  menu = $state.raw<MapMenuAt | null>(null);
  /** Why nothing can be drawn here. */
  failure = $state<string | null>(null);
  #wanted = false;

  /** Loads the viewer when the map is first shown, so that unlocking does not wait for it. */
  async start(canvas: HTMLCanvasElement, labels: HTMLElement, onPick: (id: string | null, many: boolean) => void, onMenu: (menu: MapMenuAt) => void): Promise<void> {
    this.#wanted = true;
    try {
      const { makeViewer } = await import('../viewer/viewer');
      const viewer = await makeViewer(canvas, labels, {
        onPick,
        onHover: (id) => (this.hovered = id),
        onMenu: (hit, ground, at) => onMenu({ building: hit?.kind === 'building' ? hit.id : null, ground, at }),
      });
      if (!this.#wanted) return viewer.dispose();
      this.viewer = viewer;
      this.failure = null;
    } catch (error) {
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }

  stop(): void {
    this.#wanted = false;
    this.viewer?.dispose();
    this.viewer = null;
    this.hovered = null;
    this.menu = null;
  }

  pointOf(id: string): Point | null {
    return this.viewer?.pointOf(id) ?? null;
  }

  atRest(): boolean {
    if (this.viewer) return this.viewer.atRest();
    return !this.#wanted || this.failure !== null;
  }
}

export const stage = new Stage();
