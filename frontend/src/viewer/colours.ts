/** Colours of the map column by column: so they reach the wasm viewer in a few copies, not as a text to be read. */
import type { ColourScale } from '../bindings/ColourScale';
import type { MapColours } from '../bindings/MapColours';

/** As `Viewer.setColours` takes them (louce-scene's `Columns`): an entry a building in each. */
export interface Columns {
  scale: ColourScale;
  classes: number;
  /** Places in the order in which the community was handed in. */
  slots: Uint32Array;
  /** Classes shown from afar; 255: none. */
  shown: Uint8Array;
  /** Rooms by class, as many numbers a building as there are classes. */
  counts: Uint32Array;
  /** Class digits of the rooms: each storey ended by a line feed, each building by a tab. */
  storeys: Uint8Array;
}

const NO_CLASS = 255;
const [STOREY_END, BUILDING_END] = [10, 9];
const [NOUGHT, NINE, NONE] = [48, 57, 45];

/** Columns of `view`; buildings that are not among `slots` are passed over. */
export function columns(view: MapColours, slots: ReadonlyMap<string, number>): Columns {
  const [buildings, classes] = [view.buildings.length, view.classes.length];
  const columns = { slots: new Uint32Array(buildings), shown: new Uint8Array(buildings), counts: new Uint32Array(buildings * classes) };
  const digits = new Digits();
  let at = 0;
  for (const { id, class: shown, counts, storeys } of view.buildings) {
    const slot = slots.get(id);
    if (slot === undefined) continue;
    columns.slots[at] = slot;
    columns.shown[at] = shown ?? NO_CLASS;
    for (let i = 0; i < classes; i++) columns.counts[at * classes + i] = counts[i] ?? 0;
    if (!view.perBuilding) for (const storey of storeys) digits.add(storey);
    digits.end();
    at += 1;
  }
  return {
    scale: view.scale,
    classes,
    slots: columns.slots.subarray(0, at),
    shown: columns.shown.subarray(0, at),
    counts: columns.counts.subarray(0, at * classes),
    storeys: digits.bytes(),
  };
}

/** Bytes that grow as digits are added. */
class Digits {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;

  add(storey: string): void {
    this.#reserve(storey.length + 1);
    for (let i = 0; i < storey.length; i++) {
      const digit = storey.charCodeAt(i);
      this.#bytes[this.#length++] = digit >= NOUGHT && digit <= NINE ? digit : NONE;
    }
    this.#bytes[this.#length++] = STOREY_END;
  }

  end(): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = BUILDING_END;
  }

  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
