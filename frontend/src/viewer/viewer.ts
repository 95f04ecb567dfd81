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
import { columns } from './colours';
import { Guard } from './guard';
import { insets } from './insets';
import { LabelLayer } from './labels';
import { OverlayLayer } from './overlay';
import { Pointers } from './pointers';
import { snapshot } from './snapshot';
import { parse, type Events, type Hit, type Label, type LegendClass, type Minimap, type Outcome, type Point, type Quality, type SnapshotOptions, type Stats, type Step, type Tool } from './types';
import './viewer.css';

export type * from './types';

/** How far apart two points of the picture are by which its scale is taken. */
const BESIDE_PX = 40;

/** What `openBuilding` reads of a building's inside. */
interface Block {
  buildingId: string;
  footprint?: readonly (readonly [number, number])[] | null;
  floors?: readonly { rooms: readonly { residents?: number }[] }[];
}

/** Loads the wasm once, then makes a viewer. Rejects with `webgl2-missing` where the page cannot draw in 3D. */
export async function makeViewer(canvas: HTMLCanvasElement, labels: HTMLElement, events: Events): Promise<CanvasViewer> {
  await init({ module_or_path: wasmUrl });
  return new CanvasViewer(canvas, labels, events);
}

export class CanvasViewer {
  #guard: Guard;
  /** Never called while it cannot answer. */
  #wasm: WasmViewer;
  #labels: LabelLayer;
  #overlay: OverlayLayer;
  #pointers: Pointers;
  #listening = new AbortController();
  #sized: ResizeObserver;
  #frame = 0;
  #hovered: string | null = null;
  /** Ids of the buildings, in the order in which they were handed in. */
  #order: string[] = [];
  /** Their places in it. */
  #slots = new Map<string, number>();
  #tool: Tool = 'look';
  /** The one building that 'move' carries; null: whichever is grasped. */
  #carries: string | null = null;
  #selected: string | null = null;
  #quality: Quality = 'auto';
  /** What the page has said, to say it again should the graphics driver go away and come back. */
  #said = new Map<string, () => void>();

  constructor(
    private canvas: HTMLCanvasElement,
    private layer: HTMLElement,
    private events: Events,
  ) {
    this.#guard = new Guard(new WasmViewer(canvas), (cause) => this.events.onBroken?.(cause));
    this.#wasm = this.#guard.wasm;
    this.#labels = new LabelLayer(layer, (floor) => this.toggleFloor(floor), (label) => this.#named(label));
    this.#overlay = new OverlayLayer(layer);
    const { signal } = this.#listening;
    this.#pointers = new Pointers(canvas, {
      wasm: () => this.#wasm,
      wake: () => this.#wake(),
      grips: (x, y) => this.#grips(x, y),
      did: (outcome, at, many) => this.#did(outcome, at, many),
      menu: (at) => this.events.onMenu?.(this.pick(at.x, at.y), this.groundAt(at.x, at.y), at),
      hovered: (hit) => this.#tellHover(hit && hit.kind !== 'floor' ? hit.id : null),
    }, signal);
    this.#sized = new ResizeObserver(() => this.#resize());
    this.#sized.observe(canvas);
    this.#watch(signal);
    this.#resize();
  }

  setCommunity(view: { buildings: readonly { id: string }[] }): void {
    this.#order = view.buildings.map((building) => building.id);
    this.#slots = new Map(this.#order.map((id, slot) => [id, slot]));
    this.#standBeside();
    this.#say('community', () => this.#wasm.setCommunity(JSON.stringify(view)));
    // Colours are told by the places of the buildings.
    this.#said.get('colours')?.();
  }

  /** Opens a building; calling it again with the same building takes over what changed in it. */
  openBuilding(block: Block): void {
    const floors = block.floors?.map((floor) => ({ ...floor, rooms: floor.rooms.map((room) => ({ ...room, occupancy: room.residents ?? 0 })) }));
    const shape = JSON.stringify({ ...block, floors: floors ?? [] });
    this.#standBeside();
    this.#say('block', () => this.#wasm.openBuilding(shape));
  }

  closeBuilding(): void {
    this.#said.delete('block');
    this.#wasm.closeBuilding();
    this.#wake();
  }

  /** Slides one floor of the opened building out to where its rooms are seen; null puts it back. */
  openFloor(floor: number | null): void {
    this.#standBeside();
    this.#wasm.openFloor(floor ?? undefined);
    this.#wake();
  }

  /** The floor of the opened building that is out, or slides out. */
  floorOut(): number | null {
    return this.#wasm.outFloor() ?? null;
  }

  /** Slides a floor out, or back in where it is out already. */
  toggleFloor(floor: number): void {
    this.openFloor(this.#wasm.outFloor() === floor ? null : floor);
  }

  /** Marks a building or room; a room that cannot be seen has its floor slid out. */
  select(id: string | null): void {
    this.#selected = id;
    this.#wasm.select(id ?? undefined);
    if (id !== null) {
      this.#standBeside();
      this.#wasm.reveal(id);
    }
    this.#wake();
  }

  /** Lights search hits and dims the rest; an empty list ends that. */
  setLit(ids: string[]): void {
    this.#say('lit', () => this.#wasm.setLit(ids));
  }

  /** Colours buildings and their rooms by classes; null: the bare model. What changed is uploaded, nothing is built again. */
  setColours(view: MapColours | null): void {
    this.#say('colours', () => {
      if (!view) return this.#wasm.clearColours();
      const { scale, classes, slots, shown, counts, storeys } = columns(view, this.#slots);
      this.#wasm.setColours(scale, classes, slots, shown, counts, storeys);
    });
  }

  /** Colours the rooms of the opened building; null: by the states they came with. */
  setRoomColours(view: RoomColours | null): void {
    const json = view ? JSON.stringify(view) : undefined;
    this.#say('rooms', () => this.#wasm.setRoomColours(json));
  }

  /** One day of a timeline: a class for each building, '-' or nothing where none is known; rooms have none. */
  setBuildingClasses(scale: ColourScale, classes: number, byBuilding: ReadonlyMap<string, string>): void {
    const digits = (): string => this.#order.map((id) => byBuilding.get(id)?.[0] ?? '-').join('');
    this.#say('colours', () => this.#wasm.setDay(scale, classes, digits()));
  }

  /** Only these classes stay coloured, the rest steps back; null: all. */
  setFilter(classes: readonly number[] | null): void {
    const kept = classes ? Uint8Array.from(classes) : undefined;
    this.#say('filter', () => this.#wasm.setFilter(kept));
  }

  /** How the classes of a scale are drawn in the theme in use. */
  legend(scale: ColourScale, classes: number): LegendClass[] {
    return JSON.parse(this.#wasm.legend(scale, classes)) as LegendClass[];
  }

  /** What the left button does from now on; with 'move' it may carry but one building, and beside that moves the camera. */
  setTool(tool: Tool, carries: string | null = null): void {
    this.#carries = carries;
    if (tool === this.#tool) return;
    this.#tool = tool;
    this.canvas.dataset['tool'] = tool;
    this.canvas.style.cursor = tool === 'look' || tool === 'move' ? 'grab' : 'crosshair';
    this.#say('tool', () => this.#wasm.setTool(tool));
  }

  tool(): Tool {
    return this.#tool;
  }

  /** The map from above as a picture of at most `side` pixels on its longer side; null while there is none. */
  minimap(side: number): Minimap | null {
    const drawn = this.#wasm.fromAbove(Math.max(1, Math.round(side)));
    this.#wake();
    if (!drawn) return null;
    const picture = new ImageData(new Uint8ClampedArray(drawn.pixels), drawn.width, drawn.height);
    const [west = 0, south = 0, east = 0, north = 0] = drawn.area;
    drawn.free();
    return { picture, area: [west, south, east, north] };
  }

  /** What of the ground is in the picture (its corners, in order around it; far away is cut), and the bearing. */
  minimapView(): { corners: [number, number][]; bearing: number } {
    const flat = this.#wasm.groundCorners();
    const corners = Array.from({ length: flat.length / 2 }, (_, i): [number, number] => [flat[i * 2] ?? 0, flat[i * 2 + 1] ?? 0]);
    return { corners, bearing: this.bearing() };
  }

  /** Flies to a place on the ground, keeping distance and bearing. */
  flyToGround([east, north]: readonly [number, number]): void {
    this.#wasm.flyToGround(east, north);
    this.#wake();
  }

  setQuality(quality: Quality): void {
    this.#quality = quality;
    this.#say('quality', () => this.#wasm.setQuality(quality));
  }

  /** What was chosen, and what moving pictures are drawn at now. */
  quality(): { chosen: Quality; now: 'fine' | 'medium' | 'coarse' } {
    return { chosen: this.#quality, now: this.#wasm.qualityNow() as 'fine' | 'medium' | 'coarse' };
  }

  /** A PNG of the picture with its names at any size; rejects with `too-large` where the machine cannot draw that. */
  snapshot(options: SnapshotOptions): Promise<Blob> {
    return snapshot(this.#wasm, this.layer, (label) => this.#named(label), options);
  }

  /**
   * Walks with the keyboard: selects what lies next in the picture and brings it in. What is selected now; null where
   * the way ends. The page opens a building that is stepped into (`in` on one that is closed), and closes it.
   */
  step(direction: Step): Hit | null {
    this.#standBeside();
    const hit = parse<Hit>(this.#wasm.step(direction));
    this.#wake();
    return hit;
  }

  setTheme(theme: 'light' | 'dark'): void {
    this.#say('theme', () => this.#wasm.setTheme(theme));
  }

  /** Whether openings, slides and flights take their time; the system's wish for less motion is followed by itself. */
  setMotion(moves: boolean): void {
    this.#say('motion', () => this.#wasm.setMotion(moves));
  }

  /** Flies to a building, site or room; false when the id names nothing here. */
  flyTo(id: string): boolean {
    this.#standBeside();
    const known = this.#wasm.flyTo(id);
    this.#wake();
    return known;
  }

  /** Flies to where everything is in the picture, beside what the page lays over it. */
  frameAll(): void {
    this.#standBeside();
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
    this.#overlay.clear();
    this.#guard.free();
  }

  /** What is flown to next comes to stand beside what the page lays over the canvas now. */
  #standBeside(): void {
    const over = this.events.covers?.();
    if (!over) return;
    const boxes = Array.from(over, (element) => element.getBoundingClientRect());
    const { left, top, right, bottom } = insets(this.canvas.getBoundingClientRect(), boxes);
    this.#wasm.setInsets(left, top, right, bottom);
  }

  /** Tells the scene, now and whenever it has to be told anew. */
  #say(what: string, tell: () => void): void {
    this.#said.set(what, tell);
    tell();
    this.#wake();
  }

  #did(outcome: Outcome, at: Point, many: boolean): void {
    if (outcome.did === 'clicked') this.#clicked(outcome.hit, at, many);
    else if (outcome.did === 'boxed') this.events.onBox?.(outcome.ids, many);
    else if (outcome.did === 'moved') this.events.onMoved?.(outcome.id, outcome.place);
    else if (outcome.did === 'drawn') this.events.onDrawn?.(outcome.ring);
    else if (outcome.did === 'ended') {
      this.setTool('look');
      this.events.onTool?.('look');
    }
  }

  /** The button goes down: whether the tool is for what lies there. */
  #grips(x: number, y: number): boolean {
    return this.#tool !== 'move' || this.#carries === null || this.pick(x, y)?.id === this.#carries;
  }

  #clicked(hit: Hit | null, at: Point, many: boolean): void {
    if (hit?.kind === 'floor' && hit.floor !== null) this.toggleFloor(hit.floor);
    else this.events.onPick(hit?.id ?? null, many);
    const ground = this.events.onGround && this.groundAt(at.x, at.y);
    if (ground) this.events.onGround?.(ground);
  }

  /** A bare number of a unit or floor in the words of the page. */
  #named({ kind, text }: Label): string {
    return kind === 'unit' || kind === 'floor' ? (this.events.onName?.(kind, text) ?? text) : text;
  }

  #tellHover(id: string | null): void {
    if (id === this.#hovered) return;
    this.#hovered = id;
    this.events.onHover(id);
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
    if (this.#frame === 0 && !this.#listening.signal.aborted) this.#frame = requestAnimationFrame((time) => this.#tick(time));
  }

  #tick(time: number): void {
    this.#frame = 0;
    if (this.#draw(time)) this.#wake();
  }

  /** True while more frames are wanted. */
  #draw(time: number): boolean {
    if (!this.#guard.draws) return false;
    this.#pointers.look();
    const more = this.#wasm.frame(time);
    this.#labels.show(this.#wasm.labels());
    this.#overlay.show(this.#wasm.overlay());
    this.events.onDraw?.();
    return more;
  }

  #watch(signal: AbortSignal): void {
    this.canvas.addEventListener('webglcontextlost', (event) => {
      event.preventDefault();
      this.#guard.lost();
    }, { signal });
    this.canvas.addEventListener('webglcontextrestored', () => this.#restore(), { signal });
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => this.#resize(), { signal });
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    calm.addEventListener('change', () => this.setMotion(!calm.matches), { signal });
    this.setMotion(!calm.matches);
  }

  /** The graphics driver came back: everything it held is built again, and what was looked at is looked at again. */
  #restore(): void {
    const [floor, seen] = [this.#wasm.outFloor(), this.#seen()];
    try {
      this.#guard.replace(new WasmViewer(this.canvas));
    } catch (error) {
      return this.events.onBroken?.(error instanceof Error ? error.message : String(error));
    }
    this.#resize();
    // All else is about what stands there.
    for (const what of new Set(['community', ...this.#said.keys()])) this.#said.get(what)?.();
    this.#wasm.setMotion(false);
    this.select(this.#selected);
    if (floor !== undefined && floor !== this.#wasm.outFloor()) this.openFloor(floor);
    if (!this.#said.has('block')) this.#look(seen);
    this.#said.get('motion')?.();
    this.#resize();
  }

  /** Where on the ground the middle of the picture is, and how many metres a pixel there takes. */
  #seen(): { middle: [number, number]; metres: number } | null {
    const [x, y] = [this.canvas.clientWidth / 2, this.canvas.clientHeight / 2];
    const [middle, beside] = [this.groundAt(x, y), this.groundAt(x + BESIDE_PX, y)];
    return middle && beside && { middle, metres: Math.hypot(beside[0] - middle[0], beside[1] - middle[1]) / BESIDE_PX };
  }

  /** In a few steps, for in perspective the middle comes nearer by more than the factor. */
  #look(at: { middle: [number, number]; metres: number } | null): void {
    for (let step = 0; step < 4; step++) {
      if (at) this.flyToGround(at.middle);
      const now = this.#seen();
      if (at && now && at.metres > 0) this.zoom(now.metres / at.metres);
    }
  }
}
