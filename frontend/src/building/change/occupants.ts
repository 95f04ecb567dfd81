/** Who and what is in a room now: as the page shows it, masked, with the identifiers that a change of rooms needs. */
import { call } from '../../backend';
import type { RoomView } from '../../bindings/RoomView';
import { records } from '../../state/records.svelte';
import type { Occupant } from './split-draft';

export async function occupantsOf(roomId: string): Promise<{ view: RoomView; occupants: Occupant[] }> {
  const view = await records.room(roomId);
  const presences = await Promise.all([...new Set(view.organisations.map((each) => each.id))].map((id) => presencesIn(id, roomId)));
  const stays = view.residents.map((each): Occupant => ({ kind: 'stay', id: each.stayId, name: each.name, about: [each.relation, each.sex, each.householdNo].filter(Boolean).join(' · ') }));
  const tenancies = view.tenancies.filter((each) => each.open).map((each): Occupant => ({ kind: 'tenancy', id: each.id, name: each.title, about: each.subtitle }));
  return { view, occupants: [...stays, ...presences.flat(), ...tenancies] };
}

/** A page lists the organisations in a room; what is in the room is each one's address there. */
async function presencesIn(organisation: string, roomId: string): Promise<Occupant[]> {
  const view = await call('organisation', { id: organisation });
  return view.presences.filter((each) => each.open && each.roomId === roomId).map((each): Occupant => ({ kind: 'presence', id: each.id, name: view.name, about: '' }));
}
