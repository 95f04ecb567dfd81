/** An invented community of a few buildings (division 330299), made the same way each time. Development and tests only. */
import type { BlockView } from '../bindings/BlockView';
import type { BuildingOutline } from '../bindings/BuildingOutline';
import type { CommunityView } from '../bindings/CommunityView';
import type { RoomCell } from '../bindings/RoomCell';
import type { RoomStateCounts } from '../bindings/RoomStateCounts';
import { ROOM_STATES } from '../codes';
import { dice, type Dice } from './dice';

export interface Person { id: string; name: string; fields: Record<string, string | null> }
export interface Stay { id: string; person: string; room: string; from: string; to: string | null; reason: string | null; relation: string; class: string; household: string; movedTo: string | null; verified?: string | null }
export interface Organisation { id: string; name: string; kind: string; industry: string; code: string; room: string; extra?: Record<string, string | null> }
export interface Room extends RoomCell { building: string; floor: number; extra?: Record<string, string | null> }
export interface Building extends BuildingOutline { address: string; rooms: Room[]; unitNames: string[] }
export interface World { sites: { id: string; name: string }[]; buildings: Map<string, Building>; rooms: Map<string, Room>; persons: Map<string, Person>; stays: Map<string, Stay>; organisations: Map<string, Organisation> }

const SURNAMES = [...'陈王李张林周黄徐应励钱沈单解仇曾'];
const GIVEN = ['建国', '秀英', '志明', '晓雯', '浩然', '桂兰', '子轩', '雨桐', '国平', '美玲', '一诺', '海波', '丽娟', '俊杰', '思远', '玉珍'];
const PLAN = [
  { site: 's1', label: '1幢', units: 2, floors: 6, perUnit: 2, x: 0, y: 0, w: 44, d: 13 },
  { site: 's1', label: '2幢', units: 3, floors: 6, perUnit: 2, x: 58, y: 4, w: 62, d: 13 },
  { site: 's1', label: '3幢', units: 2, floors: 11, perUnit: 3, x: 2, y: 36, w: 52, d: 15 },
  { site: 's1', label: '10幢', units: 1, floors: 18, perUnit: 4, x: 72, y: 40, w: 26, d: 22 },
  { site: 's2', label: '1幢', units: 4, floors: 7, perUnit: 2, x: -78, y: 6, w: 64, d: 12 },
  { site: 's2', label: '2幢', units: 2, floors: 5, perUnit: 2, x: -74, y: 40, w: 40, d: 12 },
  { site: null, label: '示例路230号', units: 1, floors: 3, perUnit: 4, x: 14, y: 80, w: 40, d: 14 },
  { site: 's2', label: '3幢', units: 2, floors: 6, perUnit: 2, x: null, y: 0, w: 0, d: 0 },
] as const;
/** Footprints of the map source that no building has taken yet. */
const UNCLAIMED = [
  { id: 'f1', site: 's2', label: '示例新村3号楼', floors: 6, x: -78, y: 66, w: 46, d: 12 },
  { id: 'f2', site: null, label: '', floors: 2, x: -30, y: 40, w: 16, d: 20 },
  { id: 'f3', site: null, label: '示例路小学', floors: 4, x: 104, y: 20, w: 22, d: 40 },
] as const;

export function makeWorld(): World {
  const roll = dice(20261121);
  const world: World = { sites: [{ id: 's1', name: '望湖家园' }, { id: 's2', name: '示例新村' }], buildings: new Map(), rooms: new Map(), persons: new Map(), stays: new Map(), organisations: new Map() };
  PLAN.forEach((plan, index) => {
    const id = `b${index + 1}`;
    const site = world.sites.find((each) => each.id === plan.site)?.name ?? '';
    const rooms = roomsOf(id, plan, roll);
    for (const room of rooms) settle(world, room, `${site}${plan.label}`, roll);
    world.buildings.set(id, {
      id, site: plan.site, label: plan.label, floorsAbove: plan.floors, floorsBelow: 0, heightM: plan.floors * 3, units: plan.units, roomCount: rooms.length, organisations: 0, residents: 0, state: 'owner_occupied',
      footprint: plan.x === null ? null : ringOf(plan.x, plan.y, plan.w, plan.d), laid: null, unclaimed: false, roomStates: countStates(rooms),
      address: `示例区示例街道${site}${plan.label}`, rooms, unitNames: plan.units > 1 ? Array.from({ length: plan.units }, (_, i) => String(i + 1)) : [],
    });
  });
  for (const { id, site, label, floors, x, y, w, d } of UNCLAIMED)
    world.buildings.set(id, { id, site, label, footprint: ringOf(x, y, w, d), laid: null, unclaimed: true, floorsAbove: floors, floorsBelow: 0, heightM: null, units: 1, roomCount: 0, organisations: 0, residents: 0, state: 'unknown', roomStates: countStates([]), address: '', rooms: [], unitNames: [] });
  return world;
}

function ringOf(x: number, y: number, w: number, d: number): [number, number][] {
  return [[x, y], [x + w, y + 2], [x + w, y + d + 2], [x, y + d]];
}

function roomsOf(building: string, plan: (typeof PLAN)[number], roll: Dice): Room[] {
  const rooms: Room[] = [];
  for (let floor = 1; floor <= plan.floors; floor++)
    for (let unit = 1; unit <= plan.units; unit++)
      for (let n = 1; n <= plan.perUnit; n++) {
        const shop = floor === 1 && (building === 'b7' || (building === 'b4' && n <= 2));
        const state = shop ? 'business' : roll.weighted(ROOM_STATES, [52, 27, 9, 1, 11]);
        rooms.push({ id: `${building}-${unit}-${floor}0${n}`, number: `${floor}0${n}`, unit: plan.units > 1 ? String(unit) : null, kind: shop ? 'shop' : 'dwelling', state, span: 1, residents: 0, organisations: 0, parent: null, findings: 0, tenancies: state === 'let' ? 1 : 0, building, floor });
      }
  return rooms;
}

function settle(world: World, room: Room, place: string, roll: Dice): void {
  world.rooms.set(room.id, room);
  if (room.state === 'business') {
    const id = `o${world.organisations.size + 1}`;
    world.organisations.set(id, { id, name: `${roll.pick(['望湖', '示例', '晨光', '四季'])}${roll.pick(['便利店', '理发店', '水果店', '面馆'])}`, kind: '个体工商户', industry: roll.pick(['零售业', '居民服务业', '餐饮业']), code: `9233029${String(roll.below(1e9)).padStart(9, '0')}XX`, room: room.id });
    return;
  }
  const people = room.state === 'vacant' ? 0 : room.state === 'unknown' ? roll.below(2) : 1 + roll.below(4);
  const household = `330299${String(1000 + world.rooms.size)}`;
  const surname = roll.pick(SURNAMES);
  for (let n = 0; n < people; n++) addStay(world, room, place, roll, household, n, room.state === 'let' ? roll.pick(SURNAMES) : surname, null);
  for (let n = roll.below(3); n > 0; n--) addStay(world, room, place, roll, household, 5, roll.pick(SURNAMES), String(2012 + roll.below(12)));
}

function addStay(world: World, room: Room, place: string, roll: Dice, household: string, nth: number, surname: string, ended: string | null): void {
  const id = `p${world.persons.size + 1}`;
  const male = nth === 0 ? roll.below(2) === 0 : roll.below(2) === 1;
  const birth = `${1945 + roll.below(70)}-${String(1 + roll.below(12)).padStart(2, '0')}-${String(1 + roll.below(28)).padStart(2, '0')}`;
  const idMissing = roll.below(12) === 0;
  const name = surname + roll.pick(GIVEN);
  const let_ = room.state === 'let';
  world.persons.set(id, {
    id, name,
    fields: {
      name, former_name: null, citizen_id: idMissing ? null : `330299${birth.replaceAll('-', '')}${String(roll.below(1000)).padStart(3, '0')}${roll.below(10)}`, id_state: idMissing ? 'missing' : roll.below(14) === 0 ? 'bad_checksum' : 'ok',
      sex: male ? '男' : '女', birth_date: birth, phones: roll.below(6) === 0 ? null : `139${String(roll.below(1e8)).padStart(8, '0')}`, ethnicity: '汉族', native_place: null, marital_status: nth < 2 ? '已婚' : null,
      education: roll.pick(['高中', '大专', '本科', null]), occupation: roll.pick(['职员', '个体经营', '退休', null]), workplace: null, hukou_division: let_ ? '330299' : null, hukou_site: null, hukou_address: let_ ? '示例省示例市示例县' : place, remark: null,
    },
  });
  const stay = `t${world.stays.size + 1}`;
  world.stays.set(stay, { id: stay, person: id, room: room.id, from: ended ? String(Number(ended) - 3) : `${2014 + roll.below(12)}-0${1 + roll.below(9)}`, to: ended, reason: ended ? roll.pick(['3', 'moved_within', '1']) : null, relation: ended ? '' : (['户主', '配偶', '子', '女'][nth] ?? ''), class: let_ ? 'floating' : 'resident', household, movedTo: null });
}

export function countStates(rooms: readonly RoomCell[]): RoomStateCounts {
  const of = (state: string): number => rooms.filter((room) => room.state === state).length;
  return { ownerOccupied: of('owner_occupied'), let: of('let'), vacant: of('vacant'), business: of('business'), unknown: of('unknown') };
}

export function openStays(world: World, room: string): Stay[] {
  return [...world.stays.values()].filter((stay) => stay.room === room && stay.to === null && stay.reason === null);
}

/** The rooms of a building with the numbers as they stand now. */
export function cells(world: World, building: Building): Room[] {
  return building.rooms.map((room) => ({ ...room, residents: openStays(world, room.id).length, organisations: [...world.organisations.values()].filter((each) => each.room === room.id).length }));
}

export function blockOf(world: World, building: Building): BlockView {
  const rooms = cells(world, building);
  const floors = [...new Set(rooms.map((room) => room.floor))].map((floor) => ({ floor, storey: floor, label: String(floor), rooms: rooms.filter((room) => room.floor === floor).map(({ building: _building, floor: _floor, extra: _extra, ...cell }) => cell) }));
  return { buildingId: building.id, units: building.unitNames, floors, footprint: building.footprint };
}

export function communityOf(world: World): CommunityView {
  const buildings = [...world.buildings.values()].map(({ address: _address, rooms: _rooms, unitNames: _units, ...outline }) => {
    const rooms = cells(world, world.buildings.get(outline.id) as Building);
    return { ...outline, roomStates: countStates(rooms), residents: rooms.reduce((sum, room) => sum + room.residents, 0), organisations: rooms.reduce((sum, room) => sum + room.organisations, 0) };
  });
  return {
    sites: world.sites, buildings, plane: { origin: [121.5, 29.8], metresPerLongitude: 96600, metresPerLatitude: 110900 },
    ground: { roads: [{ points: [[-110, -18], [140, -14]], width_m: 9, name: '示例路' }, { points: [[-6, -18], [-8, 110]], width_m: 7, name: '望湖街' }].map(({ width_m, ...road }) => ({ ...road, points: road.points as [number, number][], widthM: width_m })), water: [[[-120, 70], [-30, 76], [-40, 118], [-124, 112]]], green: [[[60, 76], [110, 78], [108, 104], [58, 100]]], sites: [[[-4, -6], [126, -4], [124, 70], [-2, 66]], [[-84, 0], [-10, 0], [-12, 84], [-86, 82]]], attribution: '虚构示例,非真实地图' },
  };
}
