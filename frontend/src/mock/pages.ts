/** The pages of the invented community: rooms, persons and organisations on any day, their timelines and neighbours. */
import type { EmploymentRow } from '../bindings/EmploymentRow';
import type { FindingRow } from '../bindings/FindingRow';
import type { HouseholdRow } from '../bindings/HouseholdRow';
import type { OrganisationView } from '../bindings/OrganisationView';
import type { PersonView } from '../bindings/PersonView';
import type { ResidentRow } from '../bindings/ResidentRow';
import type { RoomView } from '../bindings/RoomView';
import type { StayRow } from '../bindings/StayRow';
import { t } from '../i18n/index.svelte';
import { CATALOGUE, covers, maskName, type RecordStore } from './record-store';
import { must, organisationRow, roomAddress, shorthand, titleOf } from './views';
import type { Stay, World } from './world';

const finding = (code: string, zh: string, en: string, severity: string, detail: string | null = null): FindingRow => ({ code, zh, en, detail, severity });
const maskId = (id: string | null): string | null => (id ? `${id.slice(0, 4)}**********${id.slice(-4)}` : null);
const held = (stay: Stay, day: string | null) => covers(stay.from, stay.to, stay.to !== null || stay.reason !== null, day);
const isProtected = (store: RecordStore, person: string): boolean => store.naming(person, 'protection').some((kept) => !kept.fields['to']);

export function roomView(world: World, store: RecordStore, id: string, reveal: boolean, day: string | null): RoomView {
  const room = must(world.rooms.get(id));
  const building = must(world.buildings.get(room.building));
  const stays = [...world.stays.values()].filter((stay) => stay.room === id);
  const present = stays.filter((stay) => held(stay, day) !== 'no');
  const past = stays.filter((stay) => !present.includes(stay) && (day === null || (stay.from ?? '') <= day)).sort((a, b) => (b.to ?? '').localeCompare(a.to ?? ''));
  const owner = store.naming(id, 'tenancy')[0]?.links.find((link) => link.role === 'landlord_person');
  const extra = room.extra ?? {};
  const values: Record<string, string | null> = { unit: room.unit, floor: String(room.floor), number: room.number, sub_room: null, kind: room.kind, state: room.state, layout: '两室一厅', area_m2: '88.5', tenure: '商品房', owner_person: owner?.id ?? null, owner_name: owner ? null : '钱玉珍', owner_phones: null, remark: null, ...extra };
  const fields = CATALOGUE.fields.filter((meta) => meta.kind === 'room' && meta.field in values).map((meta) => ({ field: meta.field, value: values[meta.field] ?? null, origin: values[meta.field] ? '楼栋台账.xlsx · 房间 · C7' : null }));
  const links = [...(owner ? [store.link('owner_person', 'person', owner.id, reveal)] : []), ...(id === 'b3-1-902' ? [{ ...store.link('predecessor', 'room', 'b3-1-901', reveal) }, store.link('sub_room', 'room', 'b3-1-903', reveal)] : [])];
  return {
    id, address: roomAddress(world, room), shorthand: shorthand(world, room), buildingId: building.id, buildingTitle: titleOf(world, building), state: room.state, kind: room.kind, fields, asOf: day, live: true,
    residents: present.map((stay) => residentRow(world, store, stay, reveal, day)), former: past.map((stay) => residentRow(world, store, stay, reveal, day)),
    organisations: [...world.organisations.values()].filter((each) => each.room === id).map(organisationRow), masked: !reveal,
    households: householdRows(store, id, present, reveal), tenancies: store.naming(id, 'tenancy').map((kept) => store.row(kept, reveal, day)), visits: store.naming(id, 'visit').map((kept) => store.row(kept, reveal, day)),
    addresses: store.naming(id, 'space_address').map((kept) => store.row(kept, true, day)), links,
    findings: room.state === 'let' && present.length === 0 ? [finding('let_empty', '出租房屋无人登记', 'Let, but nobody is registered', 'gap')] : id === 'b3-1-902' ? [finding('owner_missing', '没有登记房主', 'No owner recorded', 'note'), finding('declared_occupants_differ', '租赁登记人数与在住人数不符', 'Declared and registered occupants differ', 'conflict', '登记 2 人，在住 4 人')] : [],
  };
}

function householdRows(store: RecordStore, room: string, present: Stay[], reveal: boolean): HouseholdRow[] {
  const rows = store.naming(room, 'household').map((kept): HouseholdRow => ({ record: store.row(kept, reveal), headPersonId: kept.links.find((link) => link.role === 'head')?.id ?? null, stayIds: present.filter((stay) => stay.household === kept.fields['number']).map((stay) => stay.id) }));
  const counted = new Set(rows.flatMap((row) => row.stayIds));
  const left = present.filter((stay) => !counted.has(stay.id)).map((stay) => stay.id);
  return left.length > 0 ? [...rows, { record: null, headPersonId: null, stayIds: left }] : rows;
}

function residentRow(world: World, store: RecordStore, stay: Stay, reveal: boolean, day: string | null): ResidentRow {
  const person = must(world.persons.get(stay.person));
  const { citizen_id, birth_date, phones, sex, id_state } = person.fields;
  const shown = (phones ?? '').split('、').filter(Boolean);
  const findings = [citizen_id ? null : 'id_missing', id_state === 'bad_checksum' ? 'id_bad_checksum' : null, phones ? null : 'phone_missing'].filter((code) => code !== null);
  const year = Number((day ?? '2026').slice(0, 4));
  return { stayId: stay.id, personId: person.id, name: reveal ? person.name : maskName(person.name), sex: sex ?? '', birthDate: birth_date ?? null, age: birth_date ? year - Number(birth_date.slice(0, 4)) : null, citizenId: reveal ? (citizen_id ?? null) : maskId(citizen_id ?? null), idState: id_state ?? 'missing', phones: reveal ? shown : shown.map((phone) => `${phone.slice(0, 3)}****${phone.slice(-4)}`), relation: stay.relation || null, class: stay.class, classZh: null, householdNo: stay.household, from: stay.from, to: stay.to, endReason: stay.reason ? t(`reason.${stay.reason as '3'}`) : null, findings, possibly: held(stay, day) === 'possibly', protected: isProtected(store, person.id), verifiedOn: stay.verified ?? null, intendedUntil: stay.class === 'floating' ? '2027-02' : null };
}

export function personView(world: World, store: RecordStore, id: string, day: string | null): PersonView {
  const person = must(world.persons.get(id));
  const stays = [...world.stays.values()].filter((stay) => stay.person === id && (day === null || held(stay, day) !== 'no'));
  const fields = CATALOGUE.fields.filter((meta) => meta.kind === 'person').map((meta, nth) => { const value = person.fields[meta.field] ?? null; return { field: meta.field, value, origin: value ? `人口台账.xlsx · 人口 · ${String.fromCharCode(65 + (nth % 26))}${10 + Number(id.slice(1))}` : null }; });
  const main = stays.find((stay) => stay.to === null && stay.reason === null);
  const derived = person.fields['hukou_division'] ? 'resident' : 'floating';
  const stated = main?.class ?? derived;
  const rows = (kind: string, roles?: string[]) => store.naming(id, kind, roles).map((kept) => store.row(kept, true, day));
  const name = (list: string, code: string) => must(CATALOGUE.lists.find((each) => each.name === list)?.entries.find((entry) => entry.code === code));
  const protection = store.naming(id, 'protection').find((kept) => !kept.fields['to']);
  const together = main ? [...world.stays.values()].filter((stay) => stay.household === main.household && stay.person !== id && stay.to === null) : [];
  return {
    id, name: person.name, fields, asOf: day, stays: stays.map((stay) => stayRow(world, stay)).sort((a, b) => Number(b.open) - Number(a.open)),
    findings: [...(person.fields['citizen_id'] ? [] : [finding('id_missing', '没有公民身份号码', 'No citizen id', 'gap')]), ...(person.fields['id_state'] === 'bad_checksum' ? [finding('id_bad_checksum', '身份号码校验位不符', 'The id fails its checksum', 'conflict')] : []), ...(person.fields['phones'] ? [] : [finding('phone_missing', '没有联系电话', 'No phone', 'note')])],
    class: { ...name('population_class', stated), derived: stated === derived ? null : derived, basisZh: stated === derived ? '户籍地 330299，现住地 330299，同一区县' : '民警更正：户口已迁来，证件已看过', basisEn: stated === derived ? 'Hukou 330299, residence 330299: the same county' : 'An officer: hukou has moved here, document seen', stayId: main?.id ?? null },
    residenceMatch: { ...name('residence_match', stated === 'floating' ? 'person_only' : 'consistent'), derived: null, basisZh: '户籍地址与现住址比对', basisEn: 'Hukou address compared with the residence', stayId: main?.id ?? null },
    documents: rows('document'), relatives: [...together.map((stay) => ({ ...store.link('household', 'person', stay.person, true), title: `${world.persons.get(stay.person)?.name ?? ''} · ${stay.relation || '同户'}` })), ...store.naming(id, 'kinship').map((kept) => { const other = kept.links.find((link) => link.id !== id && link.kind === 'person'); return store.link('relative', 'person', other?.id ?? id, true); })],
    kinships: rows('kinship'), tenancies: rows('tenancy'), owned: store.naming(id, 'tenancy', ['landlord_person']).slice(0, 6).map((kept) => { const place = kept.links.find((link) => link.role === 'place'); return store.link('owned', 'room', place?.id ?? '', true); }),
    employments: rows('employment'), visits: rows('visit'), careNotes: rows('care_note'), maySeeCare: id !== 'p3', protection: protection ? store.row(protection, true) : null, addressHidden: false, identityLinks: rows('identity_link'),
  };
}

function stayRow(world: World, stay: Stay): StayRow {
  const room = must(world.rooms.get(stay.room));
  const values: Record<string, string | null> = { role: 'main', from: stay.from, to: stay.to, relation: stay.relation || null, stated_class: stay.class, household_no: stay.household, inflow_reason: stay.class === 'floating' ? '01' : null, dwelling_kind: stay.class === 'floating' ? '02' : '01', intended_until: stay.class === 'floating' ? '2027-02' : null, permit_no: stay.class === 'floating' ? '330299A0001234' : null, permit_until: stay.class === 'floating' ? '2026-12-31' : null, verified_on: stay.verified ?? null, end_reason: stay.reason, moved_to: stay.movedTo };
  return { id: stay.id, address: roomAddress(world, room), roomId: room.id, buildingId: room.building, open: stay.to === null && stay.reason === null, fields: CATALOGUE.fields.filter((meta) => meta.kind === 'stay' && meta.field in values).map((meta) => ({ field: meta.field, value: values[meta.field] ?? null, origin: null })) };
}

const CHECKS = [['registered', '已在此登记居住', 'Registered where they live'], ['lives_here_unregistered', '住在本辖区，未登记居住', 'Lives here, not registered'], ['unmatched', '住址未匹配', 'Address not matched'], ['elsewhere', '住在辖区外', 'Lives elsewhere']] as const;

export function organisationView(world: World, store: RecordStore, id: string, day: string | null): OrganisationView {
  const each = must(world.organisations.get(id));
  const values: Record<string, string | null> = { name: each.name, credit_code: each.code, credit_code_state: 'bad_checksum', kind: '03', industry: each.industry, status: '开业', founded_on: '2014-05', place_kind: 'small_place', phones: '05740000123', legal_rep_name: '应海波', legal_rep_phones: '13900002222', staff: '4', security_contact_name: null, security_contact_phones: null, hazmat: '0', inspected_on: '2026-04-09', remark: null, ...each.extra };
  const fields = CATALOGUE.fields.filter((meta) => meta.kind === 'organisation' && meta.field in values).map((meta) => ({ field: meta.field, value: values[meta.field] ?? null, origin: values[meta.field] ? '单位台账.csv · C12' : null }));
  const presences = store.naming(id, 'presence').map((kept) => {
    const row = store.row(kept, true, day);
    const place = row.links.find((link) => link.role === 'place');
    const room = place?.kind === 'room' ? world.rooms.get(place.id) : undefined;
    return { id: kept.id, role: kept.fields['role'] ?? 'office', address: place?.title ?? kept.fields['raw_address'] ?? '', roomId: room?.id ?? null, buildingId: room?.building ?? (place?.kind === 'building' ? place.id : null), from: row.from, to: row.to, fields: row.fields, open: row.open };
  });
  const employments = store.naming(id, 'employment').map((kept, nth): EmploymentRow => { const [check, checkZh, checkEn] = CHECKS[nth % CHECKS.length] ?? CHECKS[0]; return { record: store.row(kept, true, day), check, checkZh, checkEn }; });
  return { id, name: each.name, fields, presences, asOf: day, mismatches: ['other_building', 'unmatched'], employments, tenancies: store.naming(id, 'tenancy').map((kept) => store.row(kept, true, day)), inspections: store.naming(id, 'inspection').map((kept) => store.row(kept, true, day)), findings: [...(each.extra?.['security_contact_name'] ? [] : [finding('security_contact_missing', '没有治保负责人', 'No security contact', 'gap')]), finding('uscc_bad_checksum', '信用代码校验位不符', 'The credit code fails its checksum', 'conflict')] };
}
