/**
 * The 3D view on a canvas: the wasm viewer (louce-viewer) with the page's pointers, keys, sizes and frames.
 *
 * Shapes go in as the wire's views came; ids of buildings and rooms come out. Nothing is decided here that louce-scene
 * can decide. Framework-free; frames are asked for only while something moves.
 */
import init, { Viewer as WasmViewer } from './pkg/louce_viewer.js';
import wasmUrl from './pkg/louce_viewer_bg.wasm?url';
import type { ColourScale } from '../bindings/ColourScale';
import type { MapColours } from '../bindings/MapColours';
import type { RoomColours } from '../bindings/RoomColours';
import { LabelLayer } from './labels';
import './viewer.css';

export interface Point {
  x: number;
  y: number;
}

export interface Hit {
  kind: 'building' | 'floor' | 'room';
  /** The building's or room's id; for a floor, the building's. */
  id: string;
  floor: number | null;
}

export interface Events {
  /** A building or room was clicked; null for the ground. With `many` it was meant to be chosen beside others. */
  onPick(id: string | null, many: boolean): void;
  onHover(id: string | null): void;
  /** A click went on to the ground, metres east and north; called beside `onPick`. */
  onGround?(at: [number, number]): void;
  /** The other button was clicked: what lies there, where on the ground, where on the canvas. */
  onMenu?(hit: Hit | null, ground: [number, number] | null, at: Point): void;
  /** A frame was drawn: whatever lies over the picture can follow it. */
  onDraw?(): void;
  /** A box was drawn: rooms of the opened building whose middle lies in it, else buildings. */
  onBox?(ids: string[]): void;
  /** A building was put elsewhere: its outline, or its middle and turn where it was laid out and not surveyed. */
  onMoved?(id: string, place: MovedTo): void;
  /** An outline was drawn by hand: metres east and north, counter-clockwise, not closed by a repeated point. */
  onDrawn?(ring: [number, number][]): void;
  /** A tool was given up (Esc) or has done its work: the page shows 'look' again. */
  onTool?(tool: Tool): void;
}

/** Where a building was moved to: metres east and north; degrees clockwise from a front to the south. */
export type MovedTo = { ring: [number, number][] } | { middle: [number, number]; turnDeg: number };

/** What the left button does. 'look' moves the camera; Shift-drag is a box in every tool but 'draw' and 'measure'. */
export type Tool = 'look' | 'box' | 'move' | 'draw' | 'measure';

/** How fine the picture is; 'auto' is as fine as the machine draws fluently. */
export type Quality = 'auto' | 'fine' | 'fast';

/** The drawn mark of a class, told apart without colour; drawn alike by `patterns.css` and the shaders. */
export type Pattern =
  | 'plain' | 'stripes' | 'dots' | 'crossed' | 'dashes'
  | 'sparse_dots' | 'thin_stripes' | 'wide_stripes' | 'dense_dots' | 'dense_crossed';

/** How one class is drawn. */
export interface LegendClass {
  /** CSS colour. */
  colour: string;
  /** CSS colour of the pattern's marks on it. */
  ink: string;
  pattern: Pattern;
}

/** The whole map from above. */
export interface Minimap {
  picture: ImageData;
  /** Ground that it shows: least east, least north, greatest east, greatest north, metres. */
  area: [number, number, number, number];
}

export interface SnapshotOptions {
  /** Pixels. */
  width: number;
  height: number;
  /** Written at the foot of the picture, such as the map's attribution; nothing where empty. */
  foot?: string;
}

export interface Stats {
  draw_calls: number;
  triangles: number;
  frame_cpu_ms: number;
}

/** Where the keyboard walks: to the next thing in a direction of the picture, into it (building, floors, rooms), out. */
export type Step = 'left' | 'right' | 'up' | 'down' | 'in' | 'out';

const KEYS: Record<string, string> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Loads the wasm once, then makes a viewer. Rejects with `webgl2-missing` where the page cannot draw in 3D. */
export async function makeViewer(canvas: HTMLCanvasElement, labels: HTMLElement, events: Events): Promise<CanvasViewer> {
  await init({ module_or_path: wasmUrl });
  return new CanvasViewer(canvas, labels, events);
}

export class CanvasViewer {
  #wasm: WasmViewer;
  #labels: LabelLayer;
  #listening = new AbortController();
  #sized: ResizeObserver;
  #frame = 0;
  #hovered: string | null = null;
  #hoverAt: Point | null = null;
  #pressed = false;
  #community: object | null = null;
  #block: { buildingId: string } | null = null;
  #theme: 'light' | 'dark' = 'light';

  constructor(
    private canvas: HTMLCanvasElement,
    labels: HTMLElement,
    private events: Events,
  ) {
    this.#wasm = new WasmViewer(canvas);
    this.#labels = new LabelLayer(labels, (floor) => this.toggleFloor(floor));
    this.#sized = new ResizeObserver(() => this.#resize());
    this.#sized.observe(canvas);
    this.#listen();
    this.#resize();
  }

  setCommunity(view: object): void {
    this.#community = view;
    this.#wasm.setCommunity(JSON.stringify(view));
    this.#wake();
  }

  /** Opens a building; calling it again with the same building takes over what changed in it. */
  openBuilding(block: { buildingId: string; footprint?: readonly (readonly [number, number])[] | null }): void {
    this.#block = block;
    this.#wasm.openBuilding(JSON.stringify(block));
    this.#wake();
  }

  closeBuilding(): void {
    this.#block = null;
    this.#wasm.closeBuilding();
    this.#wake();
  }

  /** Lays one floor of the opened building bare; null puts all floors back. */
  openFloor(floor: number | null): void {
    this.#wasm.openFloor(floor ?? undefined);
    this.#wake();
  }

  /** Lays a floor bare, or puts all back where it is bare already. */
  toggleFloor(floor: number): void {
    this.openFloor(this.#wasm.outFloor() === floor ? null : floor);
  }

  /** Marks a building or room; a room that cannot be seen has its floor laid bare. */
  select(id: string | null): void {
    this.#wasm.select(id ?? undefined);
    if (id !== null) this.#wasm.reveal(id);
    this.#wake();
  }

  /** Lights search hits and dims the rest; an empty list ends that. */
  setLit(ids: string[]): void {
    this.#wasm.setLit(ids);
    this.#wake();
  }

  /** Colours buildings and their rooms by classes; null: the bare model. One small upload, nothing is built again. */
  setColours(view: MapColours | null): void {
    this.#wasm.setColours(view ? JSON.stringify(view) : undefined);
    this.#wake();
  }

  /** Colours the rooms of the opened building; null: by the states they came with. */
  setRoomColours(view: RoomColours | null): void {
    this.#wasm.setRoomColours(view ? JSON.stringify(view) : undefined);
    this.#wake();
  }

  /** One day of a timeline: a class for each building, '-' or nothing where none is known; rooms have none. */
  setBuildingClasses(scale: ColourScale, classes: number, byBuilding: ReadonlyMap<string, string>): void {
    const digits = Array.from(byBuilding.values(), (digit) => digit[0] ?? '-').join('');
    this.#wasm.setBuildingClasses(scale, classes, [...byBuilding.keys()], digits);
    this.#wake();
  }

  /** Only these classes stay coloured, the rest steps back; null: all. */
  setFilter(classes: readonly number[] | null): void {
    this.#wasm.setFilter(classes ? Uint8Array.from(classes) : undefined);
    this.#wake();
  }

  /** How the classes of a scale are drawn in the theme in use. */
  legend(scale: ColourScale, classes: number): LegendClass[] {
    return JSON.parse(this.#wasm.legend(scale, classes)) as LegendClass[];
  }

  /** What the left button does from now on. */
  setTool(tool: Tool): void {
    void tool;
  }

  tool(): Tool {
    return 'look';
  }

  /** The map from above as a picture of at most `side` pixels on its longer side; null while there is none. */
  minimap(side: number): Minimap | null {
    void side;
    return null;
  }

  /** What of the ground is in the picture (its corners, in order around it; far away is cut), and the bearing. */
  minimapView(): { corners: [number, number][]; bearing: number } {
    return { corners: [], bearing: this.bearing() };
  }

  /** Flies to a place on the ground, keeping distance and bearing. */
  flyToGround(at: readonly [number, number]): void {
    void at;
  }

  setQuality(quality: Quality): void {
    void quality;
  }

  /** What was chosen, and what moving pictures are drawn at now. */
  quality(): { chosen: Quality; now: 'fine' | 'medium' | 'coarse' } {
    return { chosen: 'auto', now: 'fine' };
  }

  /** A PNG of the picture with its names at any size; rejects with `too-large` where the machine cannot draw that. */
  snapshot(options: SnapshotOptions): Promise<Blob> {
    void options;
    return Promise.reject(new Error('not-yet'));
  }

  /** Walks with the keyboard; the id of the building or room selected now, for a floor that of its building. */
  step(direction: Step): { kind: 'building' | 'floor' | 'room'; id: string; floor: number | null } | null {
    void direction;
    return null;
  }

  setTheme(theme: 'light' | 'dark'): void {
    this.#theme = theme;
    this.#wasm.setTheme(theme);
    this.#wake();
  }

  /** Flies to a building, site or room; false when the id names nothing here. */
  flyTo(id: string): boolean {
    const known = this.#wasm.flyTo(id);
    this.#wake();
    return known;
  }

  frameAll(): void {
    this.#wasm.frameAll();
    this.#wake();
  }

  /** Nearer by a factor above 1, away by one below. */
  zoom(factor: number): void {
    this.#wasm.zoom(factor);
    this.#wake();
  }

  /** Between bird's eye and street. */
  tilt(): void {
    this.#wasm.tilt();
    this.#wake();
  }

  northUp(): void {
    this.#wasm.northUp();
    this.#wake();
  }

  /** Which way the camera looks, degrees clockwise from north. */
  bearing(): number {
    return this.#wasm.bearing();
  }

  /** What lies under a point of the canvas. */
  pick(x: number, y: number): Hit | null {
    return parse<Hit>(this.#wasm.pick(x, y));
  }

  /** A point of the page at which a click hits the building or room; null while it cannot be seen. */
  pointOf(id: string): Point | null {
    const at = this.#wasm.roomScreenPosition(id) ?? this.#wasm.buildingScreenPosition(id);
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = at ?? [];
    return x === undefined || y === undefined ? null : { x: box.left + x, y: box.top + y };
  }

  /** Where on the ground a point of the canvas lies, metres east and north; null above the horizon. */
  groundAt(x: number, y: number): [number, number] | null {
    const [east, north] = this.#wasm.groundAt(x, y) ?? [];
    return east === undefined || north === undefined ? null : [east, north];
  }

  /** Where on the canvas a point of the ground is seen; null behind the eye. */
  groundOnScreen([east, north]: readonly [number, number]): Point | null {
    const [x, y] = this.#wasm.groundOnScreen(east, north) ?? [];
    return x === undefined || y === undefined ? null : { x, y };
  }

  /** Whether everything stands still and the smooth picture is up. */
  atRest(): boolean {
    return !this.#wasm.needsFrame();
  }

  /** Of the last frame. */
  stats(): Stats {
    return JSON.parse(this.#wasm.stats()) as Stats;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#listening.abort();
    this.#sized.disconnect();
    this.#labels.clear();
    this.#wasm.free();
  }

  #resize(): void {
    const { clientWidth, clientHeight } = this.canvas;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.#wasm.resize(clientWidth, clientHeight, devicePixelRatio);
    // Setting a canvas's size blanks it: draw before the page shows that.
    this.#draw(performance.now());
    this.#wake();
  }

  #wake(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame((time) => this.#tick(time));
  }

  #tick(time: number): void {
    this.#frame = 0;
    if (this.#draw(time)) this.#wake();
  }

  /** True while more frames are wanted. */
  #draw(time: number): boolean {
    if (this.#hoverAt && !this.#pressed) this.#hover(this.#hoverAt);
    const more = this.#wasm.frame(time);
    this.#labels.show(this.#wasm.labels());
    this.events.onDraw?.();
    return more;
  }

  #hover(at: Point): void {
    this.#hoverAt = null;
    const hit = parse<Hit>(this.#wasm.hover(at.x, at.y));
    this.canvas.style.cursor = hit ? 'pointer' : 'grab';
    this.#tellHover(hit && hit.kind !== 'floor' ? hit.id : null);
  }

  #tellHover(id: string | null): void {
    if (id === this.#hovered) return;
    this.#hovered = id;
    this.events.onHover(id);
  }

  #clicked(hit: Hit | null, at: Point, many: boolean): void {
    if (hit?.kind === 'floor' && hit.floor !== null) this.toggleFloor(hit.floor);
    else this.events.onPick(hit?.id ?? null, many);
    const ground = this.events.onGround && this.groundAt(at.x, at.y);
    if (ground) this.events.onGround?.(ground);
  }

  #listen(): void {
    const { canvas } = this;
    const options = { signal: this.#listening.signal };
    const on = <K extends keyof HTMLElementEventMap>(type: K, run: (event: HTMLElementEventMap[K]) => void): void =>
      canvas.addEventListener(type, run, { ...options, passive: false });
    canvas.tabIndex = 0;
    on('pointerdown', (event) => this.#down(event));
    on('pointermove', (event) => this.#move(event));
    on('pointerup', (event) => this.#up(event));
    on('pointercancel', () => this.#lost());
    on('pointerleave', () => this.#left());
    on('contextmenu', (event) => event.preventDefault());
    on('wheel', (event) => this.#wheel(event));
    on('keydown', (event) => this.#key(event));
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault(), options);
    canvas.addEventListener('webglcontextrestored', () => this.#restore(), options);
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => this.#resize(), options);
  }

  #down(event: PointerEvent): void {
    const { x, y } = this.#at(event);
    // A pointer that a script made up cannot be captured.
    if (event.isTrusted) this.canvas.setPointerCapture(event.pointerId);
    this.#pressed = true;
    this.#wasm.pointerDown(x, y, event.button, event.ctrlKey || event.shiftKey || event.metaKey);
  }

  #move(event: PointerEvent): void {
    const at = this.#at(event);
    if (!this.#pressed) this.#hoverAt = at;
    else if (this.#wasm.pointerMove(at.x, at.y)) this.canvas.style.cursor = 'grabbing';
    this.#wake();
  }

  #up(event: PointerEvent): void {
    if (!this.#pressed) return;
    const { x, y } = this.#at(event);
    this.#pressed = false;
    this.canvas.style.cursor = 'grab';
    const wasClick = !this.#wasm.pointerMove(x, y);
    const hit = parse<Hit>(this.#wasm.pointerUp(x, y));
    if (wasClick && event.button === 0) this.#clicked(hit, { x, y }, event.ctrlKey || event.metaKey);
    if (wasClick && event.button === 2) this.events.onMenu?.(this.pick(x, y), this.groundAt(x, y), { x, y });
    this.#wake();
  }

  #lost(): void {
    this.#pressed = false;
    this.#wasm.pointerCancel();
  }

  #left(): void {
    if (this.#pressed) return;
    this.#hoverAt = null;
    this.#wasm.endHover();
    this.#tellHover(null);
    this.#wake();
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = this.#at(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 32 : 1;
    this.#wasm.wheel(x, y, event.deltaY * lines);
    this.#wake();
  }

  #key(event: KeyboardEvent): void {
    const key = KEYS[event.key];
    if (!key || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this.#wasm.key(key);
    this.#wake();
  }

  #at(event: MouseEvent): Point {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** The graphics driver came back: everything it held is built again. */
  #restore(): void {
    this.#wasm.free();
    this.#wasm = new WasmViewer(this.canvas);
    this.#wasm.setTheme(this.#theme);
    if (this.#community) this.#wasm.setCommunity(JSON.stringify(this.#community));
    if (this.#block) this.#wasm.openBuilding(JSON.stringify(this.#block));
    this.#resize();
  }
}

function parse<T>(json: string | undefined): T | null {
  return json === undefined ? null : (JSON.parse(json) as T);
}
