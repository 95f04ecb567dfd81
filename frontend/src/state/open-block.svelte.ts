/** The rooms of the building that is open, by id. */
import type { BuildingView } from '../bindings/BuildingView';
import type { RoomCell } from '../bindings/RoomCell';
import { session } from './session.svelte';

class OpenBlock {
  view = $state.raw<BuildingView | null>(null);
  cells = $derived(new Map<string, RoomCell>(this.view?.block.floors.flatMap((floor) => floor.rooms.map((room): [string, RoomCell] => [room.id, room])) ?? []));
}

export const openBlock = new OpenBlock();
session.onLock(() => (openBlock.view = null));
