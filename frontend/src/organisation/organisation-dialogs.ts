/** Dialogs that begin at an organisation. */
import type { OrganisationView } from '../bindings/OrganisationView';
import type { PresenceRow } from '../bindings/PresenceRow';
import type { RecordRow } from '../bindings/RecordRow';
import { isoDay } from '../lib/partial-date';
import { dialogs, type Preset } from '../record/dialogs.svelte';

const today = (): string => isoDay(new Date());

function add(view: OrganisationView, kind: string, preset: Preset[]): void {
  dialogs.show({ what: 'add', kind, given: [{ field: 'organisation', value: view.id }], preset });
}

export const addAddress = (view: OrganisationView, role: string): void => add(view, 'presence', [{ field: 'role', value: role }, { field: 'from', value: today() }]);
export const addEmployee = (view: OrganisationView): void => add(view, 'employment', [{ field: 'from', value: today() }]);

export function addInspection(view: OrganisationView): void {
  const office = view.presences.find((row) => row.role === 'office' && row.open);
  const place = office?.roomId ? [{ field: 'place', value: `room:${office.roomId}`, title: office.address }] : [];
  dialogs.show({ what: 'add', kind: 'inspection', given: [], preset: [{ field: 'organisation', value: view.id, title: view.name }, ...place, { field: 'on', value: today() }] });
}

export function addTenancy(view: OrganisationView): void {
  dialogs.show({ what: 'add', kind: 'tenancy', given: [], preset: [{ field: 'tenant_organisation', value: view.id, title: view.name }, { field: 'from', value: today() }] });
}

/** A presence as a record, to be put right or ended in the form of its kind. */
export function presenceRecord(row: PresenceRow): RecordRow {
  const place = row.roomId ? [{ role: 'place', kind: 'room', id: row.roomId, title: row.address }] : row.buildingId ? [{ role: 'place', kind: 'building', id: row.buildingId, title: row.address }] : [];
  return { kind: 'presence', id: row.id, title: row.address, subtitle: '', from: row.from, to: row.to, open: row.open, possibly: false, fields: row.fields.filter((field) => field.field !== 'place'), links: place, findings: [] };
}
