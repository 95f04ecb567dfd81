/** What a column can carry, by the kind of ledger it is usual in. The codes are those of the importer. */
import { columnName } from '../lib/field-text';

export interface FieldGroup {
  group: 'person' | 'place' | 'stay' | 'hukou' | 'foreign' | 'rental' | 'organisation' | 'employment' | 'building' | 'room' | 'plate' | 'visit' | 'grid' | 'form';
  fields: readonly string[];
}

export const FIELD_GROUPS: readonly FieldGroup[] = [
  { group: 'person', fields: ['name', 'citizen_id', 'phone', 'relation_to_head', 'sex', 'birth_date', 'kind', 'former_name', 'household_no', 'household.kind', 'occupation', 'workplace', 'education', 'marital', 'native_place', 'ethnicity', 'dead', 'death_date'] },
  { group: 'place', fields: ['site', 'building', 'unit', 'floor', 'room', 'address', 'room.annex', 'grid'] },
  { group: 'stay', fields: ['stay_from', 'stay_to', 'reason', 'dwelling_kind', 'intended_until', 'relation_to_owner', 'moved_out', 'moved_out_date', 'moved_to', 'permit_no', 'stay.permit_kind', 'permit_from', 'permit_to'] },
  { group: 'hukou', fields: ['hukou_addr', 'hukou_site', 'person.hukou_division', 'person.hukou_kind', 'residence_mismatch', 'actual_residence'] },
  { group: 'foreign', fields: ['person.nationality', 'person.foreign_surname', 'person.foreign_given_name', 'document.kind', 'document.number', 'document.country', 'document.from', 'document.until', 'stay.coming_purpose', 'stay.arrived_on', 'stay.departs_on'] },
  { group: 'rental', fields: ['owner.name', 'owner.citizen_id', 'owner.phone', 'owner.address', 'rental_no', 'plate_code', 'tenancy.filing_no', 'rent', 'rooms_let', 'area_m2', 'living_count', 'tenancy.co_tenants', 'tenancy.agreed_until', 'tenancy.end_reason', 'tenancy.grade', 'security_contact', 'tenancy.security_citizen_id', 'tenancy.security_phones', 'agreement_signed', 'tenancy.responsibility_signed_on', 'hazard', 'inspected_on', 'inspected_by', 'inspection.result', 'inspection.rectify_by', 'inspection.rectified_on'] },
  { group: 'organisation', fields: ['org.name', 'org.uscc', 'org.kind', 'org.industry', 'organisation.status', 'organisation.founded_on', 'organisation.closed_on', 'organisation.supervisor', 'organisation.place_kind', 'organisation.regimes', 'organisation.phones', 'org.staff', 'org.hazmat', 'org.legal_rep.name', 'org.legal_rep.citizen_id', 'org.legal_rep.phone', 'organisation.legal_rep_document', 'org.security_contact.name', 'org.security_contact.phone', 'presence.registered', 'presence.tax', 'presence.from', 'presence.to'] },
  { group: 'employment', fields: ['employment.department', 'employment.post', 'employment.from', 'employment.to'] },
  { group: 'building', fields: ['building.code', 'units', 'floors_above', 'floors_below', 'rooms_per_floor', 'households_declared', 'building.division_code', 'building.township', 'building.community', 'building.community_code', 'building.built_year', 'building.developer', 'building.fire_grade', 'building.numbering_note', 'building.height_m', 'building.longitude', 'building.latitude', 'structure', 'property_co', 'block_leader.name', 'block_leader.phone', 'count.resident_households', 'count.residents', 'count.let', 'count.floating', 'count.vacant'] },
  { group: 'room', fields: ['room_kind', 'room_status', 'use', 'layout', 'ownership', 'cert_no', 'illegal_structure', 'in_grid', 'valid_from', 'valid_to'] },
  { group: 'plate', fields: ['space_address.plate_no', 'space_address.plate_kind', 'space_address.plate_state', 'space_address.plate_surveyed_on', 'space_address.code', 'space_address.role'] },
  { group: 'visit', fields: ['visit.on', 'visit.purpose', 'visit.reason', 'visit.content', 'visit.visitor', 'visit.met', 'visit.again_on'] },
  { group: 'grid', fields: ['grid.code', 'grid.leader_name', 'grid.worker_names', 'grid.phones', 'grid.workers', 'grid.households_declared', 'grid.area_km2'] },
  { group: 'form', fields: ['seq', 'remark', 'status', 'recorded_by', 'recorded_on', 'verified_on'] },
];

/** Which groups come first for a ledger, by its Chinese name. */
const FIRST: readonly [RegExp, readonly FieldGroup['group'][]][] = [
  [/流动/, ['person', 'stay', 'place']],
  [/出租/, ['rental', 'place', 'person']],
  [/单位/, ['organisation', 'place']],
  [/楼栋/, ['building', 'place']],
  [/房屋/, ['room', 'place', 'rental']],
  [/走访/, ['visit', 'place']],
  [/从业/, ['employment', 'person', 'organisation']],
  [/门楼牌/, ['plate', 'place']],
  [/网格/, ['grid', 'place']],
];

/** The groups whose fields fit what is typed, the ledger's own groups first; a group without such a field is left out. */
export function fieldGroups(ledger: string, typed: string): FieldGroup[] {
  const words = typed.trim().toLowerCase();
  const first = FIRST.find(([kind]) => kind.test(ledger))?.[1] ?? ['person', 'place'];
  const rank = ({ group }: FieldGroup): number => { const at = first.indexOf(group); return at < 0 ? first.length : at; };
  return FIELD_GROUPS.toSorted((a, b) => rank(a) - rank(b))
    .map(({ group, fields }) => ({ group, fields: fields.filter((field) => `${columnName(field)} ${field}`.toLowerCase().includes(words)) }))
    .filter(({ fields }) => fields.length > 0);
}
