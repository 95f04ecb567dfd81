/** What the page and the 3D view say to each other. */

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
  /** What the page lays over the canvas now: what is flown to comes to stand beside it. */
  covers?(): Iterable<Element>;
  /** A frame was drawn: whatever lies over the picture can follow it. */
  onDraw?(): void;
  /** A box was drawn: rooms of the opened building whose middle lies in it, else buildings. With `many` they are meant beside those chosen before. */
  onBox?(ids: string[], many: boolean): void;
  /** A building was put elsewhere: its outline, or its middle and turn where it was laid out and not surveyed. */
  onMoved?(id: string, place: MovedTo): void;
  /** An outline was drawn by hand: metres east and north, counter-clockwise, not closed by a repeated point. */
  onDrawn?(ring: [number, number][]): void;
  /** How a unit or floor is called in the language of the page, where the register has but a number for it. */
  onName?(kind: 'unit' | 'floor', text: string): string;
  /** The viewer broke down, or could not be built again: it draws nothing until the graphics driver comes back. */
  onBroken?(cause: string): void;
  /** A tool was given up (Esc): the page shows 'look' again. */
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

/** A name on the picture, its middle in CSS pixels. */
export interface Label {
  kind: 'site' | 'building' | 'unit' | 'floor' | 'room';
  id: string;
  text: string;
  /** How many live in a room; 0 for nothing. */
  count: number;
  x: number;
  y: number;
  strong: boolean;
  /** The room under it is so dark that light writing reads better. */
  onDark: boolean;
}

/** What hands did, as the wasm viewer tells it. */
export type Outcome =
  | { did: 'nothing' }
  | { did: 'clicked'; hit: Hit | null }
  | { did: 'boxed'; ids: string[] }
  | { did: 'moved'; id: string; place: MovedTo }
  | { did: 'drawn'; ring: [number, number][] }
  | { did: 'ended' };

export function parse<T>(json: string | undefined): T | null {
  return json === undefined ? null : (JSON.parse(json) as T);
}
