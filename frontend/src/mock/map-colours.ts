/** What the invented community is coloured by, on any day: read off its stays, tenancies and plates. Development only. */
import type { BuildingColours } from '../bindings/BuildingColours';
import type { ColourMode } from '../bindings/ColourMode';
import type { ColourScale } from '../bindings/ColourScale';
import type { MapColours } from '../bindings/MapColours';
import type { MapTimeline } from '../bindings/MapTimeline';
import type { Request } from '../bindings/Request';
import type { RoomColours } from '../bindings/RoomColours';
import { isoDay } from '../lib/partial-date';
import { shiftDate } from '../lib/shift-date';
import { covers } from './record-store';
import { must } from './views';
import type { Building, Room, Stay, World } from './world';

type Of<K extends Request['op']> = Extract<Request, { op: K }>;
interface Mode { scale: ColourScale; codes: string[]; history: boolean; perBuilding?: boolean; of(room: Room, day: string | null): number | null }

const QUARTERS = 40;

/** Index of the step a number falls on. */
const step = (n: number, ...from: number[]): number => from.filter((least) => n >= least).length;

export function colourHandlers(world: World) {
  function staysByRoom(): Map<string, Stay[]> {
    const by = new Map<string, Stay[]>();
    for (const stay of world.stays.values()) by.set(stay.room, [...(by.get(stay.room) ?? []), stay]);
    return by;
  }
  let stays = staysByRoom();
  const living = (room: Room, day: string | null): Stay[] => (stays.get(room.id) ?? []).filter((stay) => covers(stay.from, stay.to, stay.to !== null || stay.reason !== null, day) !== 'no');
  const stateOn = (room: Room, day: string | null): string => {
    if (day === null || room.state === 'business') return room.state;
    const there = living(room, day);
    if (there.length === 0) return 'vacant';
    return there.some((stay) => stay.class === 'floating') ? 'let' : room.state === 'let' ? 'owner_occupied' : room.state;
  };
  const states = ['owner_occupied', 'let', 'vacant', 'business', 'unknown'];
  const plates = ['in_order', 'not_surveyed', 'no_plate', 'faulty', 'no_address'];
  const PLATES_OF: Record<string, number> = { b2: 1, b5: 1, b6: 3, b7: 2 };
  /** Verified some time ago that is the same each time it is asked for. */
  const monthsAgo = (room: Room): number => (room.id.length * 7 + room.number.charCodeAt(0) * 3 + Number(room.number.slice(-2)) * 5) % 30;
  const findingsOf = (room: Room): number => (room.state === 'let' && living(room, null).length === 0 ? 2 : room.state === 'unknown' ? 1 : room.id === 'b3-1-902' ? 3 : 0);

  const MODES: Record<ColourMode, Mode> = {
    state: { scale: 'states', codes: states, history: true, of: (room, day) => states.indexOf(stateOn(room, day)) },
    occupancy: { scale: 'amount', codes: ['empty', 'one_or_two', 'three_or_four', 'five_to_eight', 'nine_or_more'], history: true, of: (room, day) => step(living(room, day).length, 1, 3, 5, 9) },
    verified: { scale: 'attention', codes: ['within_a_month', 'within_a_quarter', 'within_half_a_year', 'within_a_year', 'over_a_year', 'never'], history: true, of: (room) => (living(room, null).length === 0 ? null : monthsAgo(room) > 26 ? 5 : step(monthsAgo(room), 2, 4, 7, 13)) },
    findings: { scale: 'attention', codes: ['none', 'one', 'two', 'three_or_four', 'five_or_more'], history: false, of: (room) => step(findingsOf(room), 1, 2, 3, 5) },
    tenancy: { scale: 'attention', codes: ['not_let', 'tenancy', 'past_agreed', 'without_tenancy'], history: true, of: (room, day) => (stateOn(room, day) !== 'let' ? 0 : room.number.slice(-1) === '3' ? 3 : room.number.slice(-1) === '2' && room.floor % 4 === 0 ? 2 : 1) },
    plates: { scale: 'attention', codes: plates, history: false, perBuilding: true, of: () => null },
    organisations: { scale: 'amount', codes: ['none', 'one', 'two', 'three_or_more'], history: true, of: (room) => step([...world.organisations.values()].filter((each) => each.room === room.id).length, 1, 2, 3) },
  };
  const real = (): Building[] => [...world.buildings.values()].filter((building) => !building.unclaimed);
  const plateOf = (building: Building): number => PLATES_OF[building.id] ?? (building.address === '' ? 4 : 0);

  /** Rooms by class, and the class that a building shows from afar. */
  function count(mode: Mode, building: Building, day: string | null): { counts: number[]; shown: number | null } {
    const counts = mode.codes.map(() => 0);
    if (mode.perBuilding) counts[plateOf(building)] = 1;
    else for (const room of building.rooms) { const at = mode.of(room, day); if (at !== null) counts[at] = (counts[at] ?? 0) + 1; }
    const most = Math.max(...counts);
    const shown = most === 0 ? null : mode.scale === 'attention' ? counts.findLastIndex((n) => n > 0) : counts.indexOf(most);
    return { counts, shown };
  }

  function storeys(mode: Mode, building: Building, day: string | null): string[] {
    if (mode.perBuilding) return [];
    const floors = [...new Set(building.rooms.map((room) => room.floor))].sort((a, b) => a - b);
    return floors.filter((floor) => floor > 0).map((floor) => building.rooms.filter((room) => room.floor === floor).map((room) => mode.of(room, day) ?? '-').join(''));
  }

  const added = (all: number[][], classes: number): number[] => Array.from({ length: classes }, (_, at) => all.reduce((sum, counts) => sum + (counts[at] ?? 0), 0));
  const dayOf = (asOf: string | undefined): string | null => asOf ?? null;

  return {
    map_colours({ mode: name, asOf }: Of<'map_colours'>): MapColours {
      stays = staysByRoom();
      const mode = MODES[name];
      const day = mode.history ? dayOf(asOf) : null;
      const all = real().map((building) => ({ building, ...count(mode, building, day) }));
      const sums = added(all.map(({ counts }) => counts), mode.codes.length);
      const buildings = all.map(({ building, counts, shown }): BuildingColours => ({ id: building.id, class: shown, counts, storeys: storeys(mode, building, day) }));
      return { mode: name, asOf: day, scale: mode.scale, perBuilding: mode.perBuilding ?? false, classes: mode.codes.map((code, at) => ({ code, count: sums[at] ?? 0 })), buildings };
    },
    room_colours({ building: id, mode: name, asOf }: Of<'room_colours'>): RoomColours {
      const mode = MODES[name];
      const day = mode.history ? dayOf(asOf) : null;
      const rooms = must(world.buildings.get(id)).rooms.flatMap((room) => { const at = mode.of(room, day); return at === null ? [] : [{ id: room.id, class: at }]; });
      return { building: id, mode: name, rooms };
    },
    map_timeline({ mode: name }: Of<'map_timeline'>): MapTimeline {
      stays = staysByRoom();
      const mode = MODES[name];
      const today = isoDay(new Date());
      const days = mode.history ? Array.from({ length: QUARTERS + 1 }, (_, at) => shiftDate(today, { months: 3 * (at - QUARTERS) })) : [];
      const all = real().map((building) => ({ id: building.id, days: days.map((day) => count(mode, building, day === today ? null : day)) }));
      return { mode: name, scale: mode.scale, classes: mode.codes, days, counts: days.map((_, at) => added(all.map((each) => each.days[at]?.counts ?? []), mode.codes.length)), buildings: all.map((each) => ({ id: each.id, classes: each.days.map(({ shown }) => shown ?? '-').join('') })) };
    },
  };
}
