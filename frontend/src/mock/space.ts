/** Raising and changing buildings in the invented community: enough to look at the screens, nothing is really planned. */
import type { BlockForm } from '../bindings/BlockForm';
import type { BlockPreview } from '../bindings/BlockPreview';
import type { PlannedRoomRow } from '../bindings/PlannedRoomRow';
import type { Request } from '../bindings/Request';
import { blockOf, type World } from './world';

type Of<K extends Request['op']> = Extract<Request, { op: K }>;
const USUAL: BlockForm = { units: [{ name: '1', floorsAbove: null, floorsBelow: null, roomsPerFloor: null }, { name: '2', floorsAbove: null, floorsBelow: null, roomsPerFloor: null }], floorsAbove: 6, floorsCounted: 'storeys', floorsBelow: 0, skippedFloors: [], floorLabels: [], roomsPerFloor: 2, partsPerRoom: 1, numbering: 'floor_serial', serialsContinue: false, skippedSerials: [], bands: [], floorExceptions: [], roomExceptions: [] };

export function spaceHandlers(world: World) {
  let batch = 0;
  const together = (kind: string, ids: string[]) => ({ batchId: `space-${++batch}`, records: ids.map((id) => ({ kind, id, changed: 1 })) });
  return {
    plan_block({ buildingId, form }: Of<'plan_block'>): BlockPreview {
      const building = buildingId ? world.buildings.get(buildingId) : undefined;
      const asked = form ?? { ...USUAL, ...(building && { units: (building.unitNames.length > 0 ? building.unitNames : [null]).map((name) => ({ name, floorsAbove: null, floorsBelow: null, roomsPerFloor: null })), floorsAbove: building.floorsAbove }) };
      const units = asked.units.length > 0 ? asked.units : [{ name: null, floorsAbove: null, floorsBelow: null, roomsPerFloor: null }];
      const floors = Array.from({ length: asked.floorsAbove }, (_, at) => at + 1).filter((floor) => !asked.skippedFloors.some((skip) => skip.floor === floor));
      const rooms = floors.flatMap((floor) => units.flatMap((unit) => Array.from({ length: unit.roomsPerFloor ?? asked.roomsPerFloor }, (_, at): PlannedRoomRow => { const number = `${floor}${String(at + 1).padStart(2, '0')}`; return { id: `${unit.name ?? ''}-${number}`, unit: unit.name, number, part: null, plannedNumber: number, floor: String(floor), kind: 'dwelling', door: number, streetAddress: null }; })));
      const cell = (room: PlannedRoomRow) => ({ id: room.id, number: room.number, unit: room.unit, kind: room.kind, state: 'unknown', span: 1, residents: 0, organisations: 0, parent: null, findings: 0, tenancies: 0 });
      const block = { buildingId: buildingId ?? '', units: units.flatMap((unit) => unit.name ?? []), footprint: building?.footprint ?? null, floors: floors.map((floor) => ({ floor, storey: floor - 1, label: String(floor), rooms: rooms.filter((room) => room.floor === String(floor)).map(cell) })) };
      return { form: asked, source: form ? 'given' : building ? 'inferred' : 'usual', block, floors: floors.map((floor) => ({ storey: floor - 1, floor, label: String(floor), built: true })), rooms, added: Math.max(0, rooms.length - (building?.rooms.length ?? 0)), kept: Math.min(rooms.length, building?.rooms.length ?? 0), surplus: [], problems: [] };
    },
    raise_building: () => together('building', []),
    change_block: ({ change }: Of<'change_block'>) => together('room', blockOf(world, world.buildings.get(change.buildingId) as never).floors.flatMap((floor) => floor.rooms.map((room) => room.id)).slice(0, 3)),
    split_room: ({ split }: Of<'split_room'>) => together('room', [split.roomId]),
    merge_rooms: ({ merge }: Of<'merge_rooms'>) => together('room', merge.roomIds),
    edit_rooms({ roomIds, edits }: Of<'edit_rooms'>) {
      for (const id of roomIds) for (const { field, value } of edits) { const room = world.rooms.get(id); if (room && value && (field === 'state' || field === 'kind')) room[field] = value; }
      return together('room', roomIds);
    },
  };
}
