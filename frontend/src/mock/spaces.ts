/** Requests about buildings and rooms of the invented community. Each write keeps what was before, to be undone. Development only. */
import type { BlockForm } from '../bindings/BlockForm';
import type { BlockPreview } from '../bindings/BlockPreview';
import type { Request } from '../bindings/Request';
import type { RoomCell } from '../bindings/RoomCell';
import type { WrittenTogether } from '../bindings/WrittenTogether';
import { USUAL, withUnits } from '../building/generator/block-form';
import { groundHandlers } from './ground';
import { floorsOf, problemsOf, roomsOf, type PlannedRoom } from './spaces-plan';
import { cells, countStates, openStays, type Building, type Room, type World } from './world';

type Asked<K extends Request['op']> = Extract<Request, { op: K }>;

/** Gives the handlers and the way back of each batch they write. */
export function spaceHandlers(world: World) {
  const forms = new Map<string, BlockForm>();
  const undo = new Map<string, () => void>();
  let serial = 0;

  function write(ids: [string, string][], back: () => void): WrittenTogether {
    const batchId = `space-${++serial}`;
    undo.set(batchId, back);
    return { batchId, records: ids.map(([kind, id]) => ({ kind, id, changed: 1 })) };
  }

  /** Rooms of a building are replaced as a whole, so that the way back is to put the old list again. */
  function replace(building: Building, rooms: Room[]): () => void {
    const before = building.rooms;
    const known = new Set(before.map((room) => room.id));
    building.rooms = rooms;
    building.roomCount = rooms.length;
    for (const room of rooms) world.rooms.set(room.id, room);
    return () => {
      building.rooms = before;
      building.roomCount = before.length;
      for (const room of rooms) if (!known.has(room.id)) world.rooms.delete(room.id);
    };
  }

  const buildingOf = (id: string): Building => world.buildings.get(id) as Building;
  const fresh = (planned: PlannedRoom, building: string): Room => ({ id: `${building}-n${++serial}`, number: planned.number + (planned.part ?? ''), unit: planned.unit, kind: planned.kind, state: 'unknown', span: planned.span, residents: 0, organisations: 0, parent: null, findings: 0, tenancies: 0, building, floor: planned.floorNumber });

  function plan(buildingId: string | null, given: BlockForm | null): BlockPreview {
    const building = buildingId === null ? null : buildingOf(buildingId);
    const perUnit = building ? Math.max(1, Math.round(building.roomCount / building.floorsAbove / building.units)) : 2;
    const inferred = building ? { ...withUnits({ ...USUAL, floorsAbove: building.floorsAbove, roomsPerFloor: perUnit }, building.units, 'numbers') } : withUnits(USUAL, 2, 'numbers');
    const form = given ?? forms.get(buildingId ?? '') ?? inferred;
    const planned = roomsOf(form);
    const existing = building ? cells(world, building) : [];
    const key = (unit: string | null, number: string): string => `${unit ?? ''} ${number}`;
    const byKey = new Map(existing.map((room) => [key(room.unit, room.number), room]));
    const rows = planned.map((room) => ({ ...room, id: byKey.get(key(room.unit, room.number + (room.part ?? '')))?.id ?? `new:${room.unit ?? ''}:${room.number}${room.part ?? ''}` }));
    const called = new Set(rows.map((row) => row.id));
    const surplus = existing.filter((room) => !called.has(room.id));
    const cell = (row: (typeof rows)[number]): RoomCell => ({ id: row.id, number: row.number + (row.part ?? ''), unit: row.unit, kind: row.kind, state: existing.find((room) => room.id === row.id)?.state ?? 'unknown', span: row.span, residents: 0, organisations: 0, parent: null, findings: 0, tenancies: 0 });
    const floors = floorsOf(form);
    return {
      form, source: given ? 'given' : building ? 'inferred' : 'usual', floors, rooms: rows.map(({ storey: _storey, floorNumber: _floor, span: _span, ...row }) => row),
      block: { buildingId: buildingId ?? 'new', units: form.units.map((unit) => unit.name), footprint: building?.footprint ?? null, floors: floors.map((floor) => ({ floor: floor.floor, storey: floor.storey, label: floor.label, rooms: [...rows.filter((row) => row.storey === floor.storey).map(cell), ...surplus.filter((room) => room.floor === floor.floor).map(({ building: _b, floor: _f, ...room }) => room)] })) },
      added: rows.filter((row) => row.id.startsWith('new:')).length, kept: rows.filter((row) => !row.id.startsWith('new:')).length,
      surplus: surplus.map((room) => ({ id: room.id, label: `${room.unit ? `${room.unit}单元` : ''}${room.number}`, occupants: room.residents + room.organisations })), problems: problemsOf(form, planned),
    };
  }

  return {
    ...groundHandlers(world, write),
    plan_block: ({ buildingId, form }: Asked<'plan_block'>): BlockPreview => plan(buildingId, form),
    raise_building({ building }: Asked<'raise_building'>): WrittenTogether {
      const id = `b${world.buildings.size + 1 + ++serial}`;
      const site = building.siteId ?? (building.siteName ? `s${world.sites.length + 1}` : null);
      if (building.siteName && site) world.sites.push({ id: site, name: building.siteName });
      const rooms = roomsOf(building.form).map((room) => fresh(room, id));
      const name = building.fields.find((edit) => edit.field === 'name')?.value ?? '';
      const ring = building.footprint?.map(([east, north]): [number, number] => [(east - 121.5) * 96_600, (north - 29.8) * 110_900]) ?? null;
      world.buildings.set(id, { id, site, label: /\d$/.test(name) ? `${name}幢` : name, floorsAbove: building.form.floorsAbove, floorsBelow: building.form.floorsBelow, heightM: building.form.floorsAbove * 3, units: Math.max(1, building.form.units.length), roomCount: rooms.length, organisations: 0, residents: 0, state: 'unknown', footprint: ring, laid: null, unclaimed: false, roomStates: countStates(rooms), address: building.fields.find((edit) => edit.field === 'address')?.value ?? '', rooms, unitNames: building.form.units.map((unit) => unit.name) });
      for (const room of rooms) world.rooms.set(room.id, room);
      forms.set(id, building.form);
      return write([['building', id], ...rooms.map((room): [string, string] => ['room', room.id])], () => {
        world.buildings.delete(id);
        for (const room of rooms) world.rooms.delete(room.id);
      });
    },
    change_block({ change }: Asked<'change_block'>): WrittenTogether {
      const building = buildingOf(change.buildingId);
      const ending = new Set(change.endRooms.map((room) => room.roomId));
      const preview = plan(change.buildingId, change.form);
      const ids = new Set(preview.rooms.filter((row) => row.id.startsWith('new:')).map((row) => `${row.unit ?? ''} ${row.number}${row.part ?? ''}`));
      const added = roomsOf(change.form).filter((room) => ids.has(`${room.unit ?? ''} ${room.number}${room.part ?? ''}`)).map((room) => fresh(room, building.id));
      const floors = building.floorsAbove;
      const back = replace(building, [...building.rooms.filter((room) => !ending.has(room.id)), ...added]);
      building.floorsAbove = change.form.floorsAbove;
      forms.set(building.id, change.form);
      return write(added.map((room) => ['room', room.id]), () => { back(); building.floorsAbove = floors; });
    },
    split_room({ split }: Asked<'split_room'>): WrittenTogether {
      const old = world.rooms.get(split.roomId) as Room;
      const building = buildingOf(old.building);
      const beside = split.into === 'parts_beside';
      const made = split.parts.map((part): Room => ({ ...old, id: `${old.id}-${part}`, number: split.into === 'rooms' ? part : `${old.number}${part}`, parent: beside ? old.id : null, state: 'unknown', findings: 0, tenancies: 0 }));
      const moved: [string, string][] = split.occupants.flatMap((each) => (each.kind === 'stay' && each.part !== null && made[each.part] ? [[each.id, made[each.part]?.id ?? old.id]] : []));
      for (const [stay, room] of moved) { const known = world.stays.get(stay); if (known) known.room = room; }
      const back = replace(building, building.rooms.flatMap((room) => (room.id === old.id ? [...(beside ? [room] : []), ...made] : [room])));
      return write(made.map((room) => ['room', room.id]), () => { back(); for (const [stay] of moved) { const known = world.stays.get(stay); if (known) known.room = old.id; } });
    },
    merge_rooms({ merge }: Asked<'merge_rooms'>): WrittenTogether {
      const [kept, ...others] = merge.roomIds.map((id) => world.rooms.get(id) as Room);
      if (!kept) throw { code: 'invalid', zh: '没有选房间。', en: 'No room was chosen.', field: null };
      const gone = new Set(others.map((room) => room.id));
      const stays = others.flatMap((room) => openStays(world, room.id).map((stay) => ({ stay, from: room.id })));
      for (const { stay } of stays) stay.room = kept.id;
      const building = buildingOf(kept.building);
      const back = replace(building, building.rooms.filter((room) => !gone.has(room.id)).map((room) => (room.id === kept.id ? { ...room, number: merge.number ?? room.number, span: room.span + others.length } : room)));
      return write([['room', kept.id]], () => { back(); for (const { stay, from } of stays) stay.room = from; });
    },
    edit_rooms({ roomIds, edits }: Asked<'edit_rooms'>): WrittenTogether {
      const before = roomIds.map((id) => ({ ...(world.rooms.get(id) as Room) }));
      for (const id of roomIds) for (const { field, value } of edits) { const room = world.rooms.get(id); if (room && value && (field === 'state' || field === 'kind')) room[field] = value; }
      return write(roomIds.map((id) => ['room', id]), () => { for (const old of before) { const room = world.rooms.get(old.id); if (room) Object.assign(room, { state: old.state, kind: old.kind }); } });
    },
    /** Takes back a batch; says whether it was one of these. */
    undo(batchId: string): boolean {
      const back = undo.get(batchId);
      back?.();
      return undo.delete(batchId);
    },
  };
}
