/**
 * The wasm viewer as the page may hold it. While the graphics driver is away it draws nothing, yet goes on taking what
 * it is told; once it has broken down (a trap of the wasm) it is never called again, for every call would throw.
 */
import type { Viewer as WasmViewer } from './pkg/louce_viewer.js';

/** What is answered in place of a viewer that cannot; every other method answers nothing. */
const SILENT: Partial<Record<keyof WasmViewer, unknown>> = {
  frame: false,
  needsFrame: false,
  flyTo: false,
  pointerMove: false,
  pointerUp: '{"did":"nothing"}',
  labels: '[]',
  overlay: '{"strokes":[],"notes":[]}',
  legend: '[]',
  stats: '{"draw_calls":0,"triangles":0,"frame_cpu_ms":0}',
  qualityNow: 'fine',
  bearing: 0,
  groundCorners: new Float32Array(),
};

/** What needs the graphics driver. */
const DRAWS: ReadonlySet<PropertyKey> = new Set<keyof WasmViewer>(['frame', 'needsFrame', 'fromAbove', 'elsewhere']);

export class Guard {
  /** To be called like the viewer itself. */
  readonly wasm: WasmViewer;
  #held: WasmViewer;
  #away = false;
  #broken = false;

  constructor(held: WasmViewer, private onBroken: (cause: string) => void) {
    this.#held = held;
    this.wasm = new Proxy({} as WasmViewer, { get: (_, name) => (...given: unknown[]) => this.#call(name, given) });
  }

  /** Whether frames reach the screen. */
  get draws(): boolean {
    return !this.#away && !this.#broken;
  }

  /** The graphics driver went away. */
  lost(): void {
    this.#away = true;
  }

  /** Another viewer takes the place of the one held. */
  replace(held: WasmViewer): void {
    this.#letGo();
    this.#held = held;
    this.#away = this.#broken = false;
  }

  /** Nothing is called from now on. */
  free(): void {
    this.#letGo();
    this.#broken = true;
  }

  /** One that broke down holds its own borrow for good: freeing it throws, so it is left to the collector. */
  #letGo(): void {
    if (!this.#broken) this.#attempt(() => this.#held.free());
  }

  #call(name: PropertyKey, given: unknown[]): unknown {
    const silent = SILENT[name as keyof WasmViewer];
    if (this.#broken || (this.#away && DRAWS.has(name))) return silent;
    return this.#attempt(() => Reflect.apply(Reflect.get(this.#held, name) as () => unknown, this.#held, given), silent);
  }

  /** What the viewer refuses in words is the caller's; a trap is the viewer's end. */
  #attempt(run: () => unknown, silent?: unknown): unknown {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof WebAssembly.RuntimeError)) throw error;
      this.#broken = true;
      this.onBroken(error.message);
      return silent;
    }
  }
}
