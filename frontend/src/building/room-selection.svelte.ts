/** Which rooms are chosen for a command, in the table and the 3D block alike. Another building begins anew. */
import { session } from '../state/session.svelte';
import { roomsBetween, type RoomTable } from './room-table';

class RoomSelection {
  ids = $state.raw<ReadonlySet<string>>(new Set());
  /** Where the keys are. */
  active = $state<string | null>(null);
  /** Where a range began, and what was chosen before it. */
  #anchor: string | null = null;
  #before: ReadonlySet<string> = new Set();
  #building: string | null = null;

  count = $derived(this.ids.size);

  /** The table of this building is on the screen. */
  enter(building: string): void {
    if (building === this.#building) return;
    this.#building = building;
    this.clear();
    this.active = null;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  toggle(id: string): void {
    const next = new Set(this.ids);
    if (!next.delete(id)) next.add(id);
    this.ids = next;
    this.#begin(id);
  }

  set(ids: Iterable<string>): void {
    this.ids = new Set(ids);
  }

  clear(): void {
    if (this.ids.size > 0) this.ids = new Set();
    this.#anchor = null;
  }

  /** From here a range is drawn. */
  #begin(id: string): void {
    this.#anchor = id;
    this.#before = this.ids;
    this.active = id;
  }

  /** A range of its own begins here, with nothing chosen beside it unless that is kept. */
  beginRange(id: string, keep: boolean): void {
    if (!keep) this.ids = new Set();
    this.#begin(id);
  }

  /** Draws the range from where it began to here. */
  rangeTo(table: RoomTable, id: string): void {
    const from = this.#anchor ?? this.active ?? id;
    if (this.#anchor === null) this.beginRange(from, true);
    this.ids = new Set([...this.#before, ...roomsBetween(table, from, id)]);
    this.active = id;
  }

  /** The keys go on to a room; the next range begins there. */
  walkTo(id: string): void {
    this.active = id;
    this.#anchor = null;
  }

  /** Rooms that are gone are chosen no longer. */
  keepOnly(known: ReadonlyMap<string, unknown>): void {
    const left = [...this.ids].filter((id) => known.has(id));
    if (left.length !== this.ids.size) this.ids = new Set(left);
    if (this.active !== null && !known.has(this.active)) this.active = null;
    if (this.#anchor !== null && !known.has(this.#anchor)) this.#anchor = null;
  }

  forget(): void {
    this.#building = null;
    this.clear();
    this.active = null;
  }
}

export const roomSelection = new RoomSelection();
session.onLock(() => roomSelection.forget());
