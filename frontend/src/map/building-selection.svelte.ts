/** Buildings chosen on the map, by a box or one by one: what is said of them together, and what can be done with them. */
import type { BuildingOutline } from '../bindings/BuildingOutline';
import { listRows } from '../building/list-rows';
import { community } from '../state/community.svelte';
import { place } from '../state/place.svelte';
import { session } from '../state/session.svelte';

export interface Together {
  buildings: number;
  rooms: number;
  residents: number;
  organisations: number;
}

export function together(buildings: readonly BuildingOutline[]): Together {
  const sum = (of: (building: BuildingOutline) => number): number => buildings.reduce((total, building) => total + of(building), 0);
  return { buildings: buildings.length, rooms: sum((each) => each.roomCount), residents: sum((each) => each.residents), organisations: sum((each) => each.organisations) };
}

class BuildingSelection {
  ids = $state.raw<ReadonlySet<string>>(new Set());
  /** Whether the list beside the map shows only these. */
  listed = $state(false);

  /** In the order of the list. */
  buildings = $derived(listRows([...this.ids].flatMap((id) => community.buildings.get(id) ?? []), community.siteNames, '', '').flatMap((row) => (row.kind === 'building' ? [row.building] : [])));
  /** Where one is on the walk from one to the next. */
  current = $state<string | null>(null);
  count = $derived(this.buildings.length);
  /** Counted from one; none before the walk begins. */
  at = $derived(this.buildings.findIndex(({ id }) => id === this.current) + 1);

  has(id: string): boolean {
    return this.ids.has(id);
  }

  toggle(id: string): void {
    const next = new Set(this.ids);
    if (!next.delete(id)) next.add(id);
    this.#take(next);
  }

  add(ids: Iterable<string>): void {
    this.#take(new Set([...this.ids, ...ids]));
  }

  /** These and no others. */
  set(ids: Iterable<string>): void {
    this.#take(new Set(ids));
  }

  clear(): void {
    if (this.ids.size > 0) this.#take(new Set());
  }

  /** Flies to the next one. */
  next(by: 1 | -1): void {
    const ids = this.buildings.map(({ id }) => id);
    const at = ids.indexOf(place.building ?? this.current ?? '');
    const to = ids.at(at < 0 && by < 0 ? -1 : (at + by + ids.length) % Math.max(1, ids.length));
    if (!to) return;
    this.current = to;
    place.flyTo(to);
    if (place.building !== null) place.openBuilding(to);
  }

  #take(ids: ReadonlySet<string>): void {
    this.ids = ids;
    if (this.current !== null && !ids.has(this.current)) this.current = null;
    if (ids.size === 0) this.listed = false;
  }
}

export const buildingSelection = new BuildingSelection();
session.onLock(() => buildingSelection.clear());
