/** Dialogs that begin at a room. */
import type { ResidentRow } from '../bindings/ResidentRow';
import type { RoomView } from '../bindings/RoomView';
import { dialogs, type StayChoice } from '../record/dialogs.svelte';
import { isoDay } from '../lib/partial-date';

const here = (view: RoomView) => ({ field: 'place', value: `room:${view.id}`, title: view.shorthand });
const address = (view: RoomView) => ({ field: 'raw_address', value: view.address });

export function addVisit(view: RoomView): void {
  const meet = view.residents.filter((resident) => !resident.protected).map((resident) => ({ id: resident.personId, title: resident.name }));
  dialogs.show({ what: 'add', kind: 'visit', given: [], preset: [here(view), address(view), { field: 'on', value: isoDay(new Date()) }, { field: 'purpose', value: 'verification' }], meet });
}

export function addTenancy(view: RoomView): void {
  const owner = view.links.find((link) => link.role === 'owner_person' || link.role === 'owner_organisation');
  const landlord = owner ? [{ field: owner.role.replace('owner', 'landlord'), value: owner.id, title: owner.title }] : [];
  dialogs.show({ what: 'add', kind: 'tenancy', given: [], preset: [here(view), address(view), { field: 'from', value: isoDay(new Date()) }, ...landlord] });
}

export function addAddress(view: RoomView): void {
  dialogs.show({ what: 'add', kind: 'space_address', given: [], preset: [here(view), { field: 'role', value: view.addresses.some((each) => each.open) ? 'alias' : 'main' }] });
}

export function addInspection(view: RoomView): void {
  const tenancy = view.tenancies.find((each) => each.open);
  dialogs.show({ what: 'add', kind: 'inspection', given: [], preset: [here(view), { field: 'on', value: isoDay(new Date()) }, ...(tenancy ? [{ field: 'tenancy', value: tenancy.id, title: tenancy.title }] : [])] });
}

export const choiceOf = (resident: ResidentRow): StayChoice => ({ stayId: resident.stayId, personId: resident.personId, name: resident.name, relation: resident.relation });
