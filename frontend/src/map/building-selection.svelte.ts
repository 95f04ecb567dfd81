/** Buildings chosen on the map, by a box or one by one: what is said of them together, and what can be done with them. */
import type { BuildingOutline } from '../bindings/BuildingOutline';
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

  buildings = $derived([...this.ids].flatMap((id) => community.buildings.get(id) ?? []));
  count = $derived(this.buildings.length);

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

  clear(): void {
    if (this.ids.size > 0) this.#take(new Set());
  }

  /** Flies to the next one after the one that was flown to before. */
  next(by: 1 | -1): void {
    const ids = this.buildings.map(({ id }) => id);
    const at = ids.indexOf(place.building ?? place.flight?.to ?? '');
    const to = ids.at(at < 0 && by < 0 ? -1 : (at + by + ids.length) % Math.max(1, ids.length));
    if (!to) return;
    place.flyTo(to);
    if (place.building !== null) place.openBuilding(to);
  }

  #take(ids: ReadonlySet<string>): void {
    this.ids = ids;
    if (ids.size === 0) this.listed = false;
  }
}

export const buildingSelection = new BuildingSelection();
session.onLock(() => buildingSelection.clear());
