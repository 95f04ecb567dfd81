/** Replies about single records of the invented community. */
import type { BuildingView } from '../bindings/BuildingView';
import type { FieldRow } from '../bindings/FieldRow';
import type { PersonView } from '../bindings/PersonView';
import type { ResidentRow } from '../bindings/ResidentRow';
import type { RoomView } from '../bindings/RoomView';
import type { SearchHit } from '../bindings/SearchHit';
import { t } from '../i18n/index.svelte';
import { blockOf, cells, countStates, openStays, type Building, type Organisation, type Person, type Room, type Stay, type World } from './world';

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw { code: 'not_found', zh: '没有这条记录,可能已被撤销。', en: 'There is no such record; it may have been undone.', field: null };
  return value;
};

export const siteOf = (world: World, building: Building): string => world.sites.find((site) => site.id === building.site)?.name ?? '';
export const titleOf = (world: World, building: Building): string => `${siteOf(world, building)}${building.label}`;
export const roomAddress = (world: World, room: Room): string => `${titleOf(world, must(world.buildings.get(room.building)))}${room.unit ? `${room.unit}单元` : ''}${room.number}室`;
const shorthand = (world: World, room: Room): string => [must(world.buildings.get(room.building)).label.replace('幢', ''), room.unit, room.number].filter(Boolean).join('-');
const maskName = (name: string): string => name.slice(0, 1) + '*'.repeat(name.length - 1);
const maskId = (id: string | null): string | null => (id ? `${id.slice(0, 4)}**********${id.slice(-4)}` : null);
const row = (field: string, value: string | null, origin: string | null = null): FieldRow => ({ field, value, origin });

export function buildingView(world: World, id: string): BuildingView {
  const building = must(world.buildings.get(id));
  const rooms = cells(world, building);
  const residents = rooms.reduce((sum, room) => sum + room.residents, 0);
  const fields = { name: building.label.replace('幢', ''), address: building.address, building_use: '01', units: String(building.units), floors_above: String(building.floorsAbove), households_declared: String(building.roomCount + 1), block_leader_name: '励美玲', block_leader_phones: '13900002468', property_company: '示例物业', remark: null };
  return { id, title: titleOf(world, building), site: building.site, siteName: siteOf(world, building) || null, address: building.address, fields: Object.entries(fields).map(([field, value]) => row(field, value, value ? '楼栋台账.xlsx · 楼栋 · C7' : null)), block: blockOf(world, building), roomStates: countStates(rooms), residents, residentsWithoutRoom: id === 'b2' ? 3 : 0, organisations: [...world.organisations.values()].filter((each) => world.rooms.get(each.room)?.building === id).map(organisationRow) };
}

export function roomView(world: World, id: string, reveal: boolean): RoomView {
  const room = must(world.rooms.get(id));
  const building = must(world.buildings.get(room.building));
  const past = [...world.stays.values()].filter((stay) => stay.room === id && (stay.to !== null || stay.reason !== null));
  return { id, address: roomAddress(world, room), shorthand: shorthand(world, room), buildingId: building.id, buildingTitle: titleOf(world, building), state: room.state, kind: room.kind, fields: [], residents: openStays(world, id).map((stay) => residentRow(world, stay, reveal)), former: past.map((stay) => residentRow(world, stay, reveal)), organisations: [...world.organisations.values()].filter((each) => each.room === id).map(organisationRow), masked: !reveal };
}

function residentRow(world: World, stay: Stay, reveal: boolean): ResidentRow {
  const person = must(world.persons.get(stay.person));
  const { citizen_id, birth_date, phones, sex, id_state } = person.fields;
  const shown = (phones ?? '').split('、').filter(Boolean);
  const findings = [citizen_id ? null : 'id_missing', id_state === 'bad_checksum' ? 'id_bad_checksum' : null, phones ? null : 'phone_missing'].filter((code) => code !== null);
  return { stayId: stay.id, personId: person.id, name: reveal ? person.name : maskName(person.name), sex: sex ?? '', birthDate: birth_date ?? null, age: birth_date ? 2026 - Number(birth_date.slice(0, 4)) : null, citizenId: reveal ? (citizen_id ?? null) : maskId(citizen_id ?? null), idState: id_state ?? 'missing', phones: reveal ? shown : shown.map((phone) => `${phone.slice(0, 3)}****${phone.slice(-4)}`), relation: stay.relation || null, class: stay.class, classZh: null, householdNo: stay.household, from: stay.from, to: stay.to, endReason: stay.reason ? t(`reason.${stay.reason as '3'}`) : null, findings };
}

function organisationRow(each: Organisation) {
  return { id: each.id, name: each.name, kind: each.kind, industry: each.industry, creditCode: each.code, role: '办公地', from: '2021-03', to: null };
}

export function personView(world: World, id: string): PersonView {
  const person = must(world.persons.get(id));
  const stays = [...world.stays.values()].filter((stay) => stay.person === id);
  return {
    id, name: person.name, fields: Object.entries(person.fields).map(([field, value], i) => row(field, value, value ? `人口台账.xlsx · 人口 · ${String.fromCharCode(65 + (i % 26))}${10 + Number(id.slice(1))}` : null)),
    stays: stays.map((stay) => { const room = must(world.rooms.get(stay.room)); return { id: stay.id, address: roomAddress(world, room), roomId: room.id, buildingId: room.building, open: stay.to === null && stay.reason === null, fields: [row('from', stay.from), row('to', stay.to), row('relation', stay.relation || null), row('stated_class', stay.class), row('household_no', stay.household), row('end_reason', stay.reason), row('moved_to', stay.movedTo)] }; }),
    findings: [...(person.fields['citizen_id'] ? [] : [{ code: 'id_missing', zh: '没有公民身份号码', en: 'No citizen id' }]), ...(person.fields['phones'] ? [] : [{ code: 'phone_missing', zh: '没有联系电话', en: 'No phone' }])],
  };
}

export function organisationView(world: World, id: string) {
  const each = must(world.organisations.get(id));
  const room = must(world.rooms.get(each.room));
  return { id, name: each.name, fields: Object.entries({ name: each.name, credit_code: each.code, kind: '03', industry: each.industry, legal_rep_name: '应海波', staff: '4', security_contact_name: null, hazmat: '0' }).map(([field, value]) => row(field, value, '单位台账.csv · C12')), presences: [{ id: `${id}-1`, role: 'office', address: roomAddress(world, room), roomId: room.id, buildingId: room.building, from: '2021-03', to: null }, { id: `${id}-2`, role: 'tax', address: '示例区别处路 9 号', roomId: null, buildingId: null, from: null, to: null }] };
}

export function hits(world: World, text: string, kind: string | null): SearchHit[] {
  const buildings = [...world.buildings.values()].map((each): SearchHit => ({ kind: 'building', id: each.id, title: titleOf(world, each), subtitle: each.address, buildingId: each.id, roomId: null, ended: false }));
  const rooms = [...world.rooms.values()].map((room): SearchHit => ({ kind: 'room', id: room.id, title: roomAddress(world, room), subtitle: `${shorthand(world, room)} · ${openStays(world, room.id).length} 人`, buildingId: room.building, roomId: room.id, ended: false }));
  const persons = [...world.stays.values()].map((stay): SearchHit & { name: string } => { const person = must(world.persons.get(stay.person)); const room = must(world.rooms.get(stay.room)); return { kind: 'person', id: person.id, title: maskName(person.name), subtitle: `${roomAddress(world, room)} · ${maskId(person.fields['citizen_id'] ?? null) ?? ''}`, buildingId: room.building, roomId: room.id, ended: stay.to !== null, name: person.name }; });
  const organisations = [...world.organisations.values()].map((each): SearchHit => { const room = must(world.rooms.get(each.room)); return { kind: 'organisation', id: each.id, title: each.name, subtitle: roomAddress(world, room), buildingId: room.building, roomId: room.id, ended: false }; });
  const all: (SearchHit & { name?: string })[] = [...buildings, ...rooms, ...persons, ...organisations];
  return all.filter((hit) => (kind === null || hit.kind === kind) && `${hit.title} ${hit.subtitle} ${hit.name ?? ''}`.includes(text)).map(({ name: _name, ...hit }) => hit);
}

export type { Person };
