/** Replies about single records of the invented community. */
import type { BuildingView } from '../bindings/BuildingView';
import type { FieldRow } from '../bindings/FieldRow';
import type { SearchHit } from '../bindings/SearchHit';
import { blockOf, cells, countStates, openStays, type Building, type Organisation, type Room, type World } from './world';

export const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw { code: 'not_found', zh: '没有这条记录,可能已被撤销。', en: 'There is no such record; it may have been undone.', field: null };
  return value;
};

export const siteOf = (world: World, building: Building): string => world.sites.find((site) => site.id === building.site)?.name ?? '';
export const titleOf = (world: World, building: Building): string => `${siteOf(world, building)}${building.label}`;
export const roomAddress = (world: World, room: Room): string => `${titleOf(world, must(world.buildings.get(room.building)))}${room.unit ? `${room.unit}单元` : ''}${room.number}室`;
export const shorthand = (world: World, room: Room): string => [must(world.buildings.get(room.building)).label.replace('幢', ''), room.unit, room.number].filter(Boolean).join('-');
const maskName = (name: string): string => name.slice(0, 1) + '*'.repeat(name.length - 1);
const maskId = (id: string | null): string | null => (id ? `${id.slice(0, 4)}**********${id.slice(-4)}` : null);
const row = (field: string, value: string | null, origin: string | null = null): FieldRow => ({ field, value, origin });

export function buildingView(world: World, id: string): BuildingView {
  const building = must(world.buildings.get(id));
  const rooms = cells(world, building);
  const residents = rooms.reduce((sum, room) => sum + room.residents, 0);
  const fields = { name: building.label.replace('幢', ''), address: building.address, building_use: '01', units: String(building.units), floors_above: String(building.floorsAbove), households_declared: String(building.roomCount + 1), block_leader_name: '励美玲', block_leader_phones: '13900002468', property_company: '示例物业', remark: null };
  return { id, title: titleOf(world, building), site: building.site, siteName: siteOf(world, building) || null, address: building.address, fields: Object.entries(fields).map(([field, value]) => row(field, value, value ? '楼栋台账.xlsx · 楼栋 · C7' : null)), block: blockOf(world, building), roomStates: countStates(rooms), residents, residentsWithoutRoom: id === 'b2' ? 3 : 0, organisations: [...world.organisations.values()].filter((each) => world.rooms.get(each.room)?.building === id).map(organisationRow), asOf: null, addresses: [], blockForm: null, superseded: [], findings: [] };
}

export function organisationRow(each: Organisation) {
  return { id: each.id, name: each.name, kind: each.kind, industry: each.industry, creditCode: each.code, role: '办公地', from: '2021-03', to: null };
}

export function hits(world: World, text: string, kind: string | null): SearchHit[] {
  const buildings = [...world.buildings.values()].map((each): SearchHit => ({ kind: 'building', id: each.id, title: titleOf(world, each), subtitle: each.address, buildingId: each.id, roomId: null, ended: false }));
  const rooms = [...world.rooms.values()].map((room): SearchHit => ({ kind: 'room', id: room.id, title: roomAddress(world, room), subtitle: `${shorthand(world, room)} · ${openStays(world, room.id).length} 人`, buildingId: room.building, roomId: room.id, ended: false }));
  const persons = [...world.stays.values()].map((stay): SearchHit & { name: string } => { const person = must(world.persons.get(stay.person)); const room = must(world.rooms.get(stay.room)); return { kind: 'person', id: person.id, title: maskName(person.name), subtitle: `${roomAddress(world, room)} · ${maskId(person.fields['citizen_id'] ?? null) ?? ''}`, buildingId: room.building, roomId: room.id, ended: stay.to !== null, name: person.name }; });
  const organisations = [...world.organisations.values()].map((each): SearchHit => { const room = must(world.rooms.get(each.room)); return { kind: 'organisation', id: each.id, title: each.name, subtitle: roomAddress(world, room), buildingId: room.building, roomId: room.id, ended: false }; });
  const all: (SearchHit & { name?: string })[] = [...buildings, ...rooms, ...persons, ...organisations];
  return all.filter((hit) => (kind === null || hit.kind === kind) && `${hit.title} ${hit.subtitle} ${hit.name ?? ''}`.includes(text)).map(({ name: _name, ...hit }) => hit);
}
