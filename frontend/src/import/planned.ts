/** A building as it would stand after the import, in the form that the 3D view and the building table draw. */
import type { BlockView } from '../bindings/BlockView';
import type { PlannedBlock } from '../bindings/PlannedBlock';
import type { PlannedRoom } from '../bindings/PlannedRoom';
import type { RoomCell } from '../bindings/RoomCell';

const idOf = ({ unit, floor, number, isNew }: PlannedRoom): string => `${isNew ? 'new' : 'old'}:${unit}:${floor}:${number}`;

/** New rooms wear a colour, those that stand already are quiet. */
const cellOf = (room: PlannedRoom): RoomCell => ({
  id: idOf(room), number: room.number, unit: room.unit || null, kind: 'dwelling', state: room.isNew ? 'owner_occupied' : 'unknown', span: 1,
  residents: room.persons, organisations: 0, parent: null, findings: 0, tenancies: 0,
});

const byName = (one: string, other: string): number => one.localeCompare(other, 'zh-CN', { numeric: true });

/** Floors from the lowest to the highest, rooms by unit and number. */
export function blockOf(block: PlannedBlock): BlockView {
  const floors = [...new Set(block.rooms.map((room) => room.floor))].sort((a, b) => a - b);
  return {
    buildingId: 'preview',
    units: [...new Set(block.rooms.map((room) => room.unit).filter((unit) => unit !== ''))].sort(byName),
    floors: floors.map((floor) => ({
      floor, storey: floor, label: String(floor),
      rooms: block.rooms.filter((room) => room.floor === floor).sort((a, b) => byName(a.unit, b.unit) || byName(a.number, b.number)).map(cellOf),
    })),
    footprint: null,
  };
}

/** What would be new in a building: rooms, and persons the file puts into it. */
export function newsOf(block: PlannedBlock): { rooms: number; persons: number } {
  return { rooms: block.rooms.filter((room) => room.isNew).length, persons: block.rooms.reduce((sum, room) => sum + room.persons, 0) };
}

/** Length and depth the picture gives it, metres: as wide as its widest floor. */
export function sizeOf(view: BlockView): [number, number] {
  const widest = Math.max(1, ...view.floors.map((floor) => floor.rooms.length));
  const deep = widest > 6;
  return [Math.min(160, Math.max(14, (deep ? Math.ceil(widest / 2) : widest) * 7.5)), deep ? 20 : 13];
}
