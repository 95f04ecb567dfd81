/** What the map is coloured by: the mode, its classes and numbers as the register gives them, and the lines that are pressed. */
import { asRpcError, call } from '../backend';
import type { ColourMode } from '../bindings/ColourMode';
import type { MapColours } from '../bindings/MapColours';
import type { RoomColours } from '../bindings/RoomColours';
import type { RpcError } from '../bindings/RpcError';
import { Latest } from '../lib/latest';
import { asOf } from '../state/as-of.svelte';
import { session } from '../state/session.svelte';
import { pressLine } from './legend-lines';

/** In the order of the picker; the bare model comes last. */
export const MODES = ['state', 'occupancy', 'verified', 'findings', 'tenancy', 'plates', 'organisations', 'plain'] as const satisfies readonly (ColourMode | 'plain')[];
export type MapMode = (typeof MODES)[number];

class Colouring {
  mode = $state<MapMode>('state');
  view = $state.raw<MapColours | null>(null);
  /** The day that `view` was asked for, null for today; a mode without history answers with today all the same. */
  readFor = $state<string | null | undefined>(undefined);
  /** Of the building that is open. */
  rooms = $state.raw<RoomColours | null>(null);
  pressed = $state.raw<ReadonlySet<number>>(new Set());
  loading = $state(false);
  error = $state.raw<RpcError | null>(null);
  #map = new Latest();
  #room = new Latest();

  /** What the classes that are shown belong to: the mode before, until those of the new one are there. */
  shownMode = $derived<MapMode>(this.view?.mode ?? this.mode);

  /** Shows another mode; lines of the one before mean nothing in it. */
  show(mode: MapMode): void {
    if (mode === this.mode) return;
    this.mode = mode;
    this.pressed = new Set();
    this.rooms = null;
    this.error = null;
    if (mode === 'plain') {
      this.#map.forget();
      this.view = null;
    }
  }

  press(index: number, many: boolean): void {
    this.pressed = pressLine(this.pressed, index, many, this.view?.classes.length ?? 0);
  }

  /** Everything in colour again; says whether anything was pressed. */
  release(): boolean {
    const any = this.pressed.size > 0;
    if (any) this.pressed = new Set();
    return any;
  }

  /** Reads the colours of the whole map anew: another mode, another day, or something was written. */
  async load(): Promise<void> {
    const { mode } = this;
    const { date } = asOf;
    if (mode === 'plain') return;
    this.loading = true;
    try {
      const view = await this.#map.run(() => call('map_colours', { mode, ...asOf.asked() }));
      if (!view) return;
      this.view = view;
      this.readFor = date;
      this.error = null;
    } catch (error) {
      // Other numbers than those asked for would pass for them.
      this.view = null;
      this.readFor = undefined;
      this.error = asRpcError(error);
    }
    this.loading = false;
  }

  /** Reads the classes of a building's rooms; none for no building, and in modes that know no rooms. */
  async loadRooms(building: string | null): Promise<void> {
    const { mode } = this;
    if (building === null || mode === 'plain' || mode === 'plates') {
      this.#room.forget();
      this.rooms = null;
      return;
    }
    const rooms = await this.#room.run(() => call('room_colours', { building, mode, ...asOf.asked() })).catch(() => null);
    if (rooms !== undefined) this.rooms = rooms;
  }

  forget(): void {
    this.#map.forget();
    this.#room.forget();
    this.view = null;
    this.rooms = null;
    this.error = null;
    this.pressed = new Set();
  }
}

export const colouring = new Colouring();
session.onLock(() => colouring.forget());
