/** Dialogs that begin at a person. */
import type { PersonView } from '../bindings/PersonView';
import type { StayRow } from '../bindings/StayRow';
import { isoDay } from '../lib/partial-date';
import { dialogs, type Choose, type Preset } from '../record/dialogs.svelte';
import { choiceOf } from '../room/room-dialogs';
import { records } from '../state/records.svelte';

const today = (): string => isoDay(new Date());
const fieldOf = (stay: StayRow, name: string): string | null => stay.fields.find((row) => row.field === name)?.value ?? null;

/** A new record that belongs to this person for good. */
function add(view: PersonView, kind: string, preset: Preset[] = [], choose: Choose[] = []): void {
  dialogs.show({ what: 'add', kind, given: [{ field: 'person', value: view.id }], preset, choose });
}

/** Moves the person with the household: those counted in it are ticked, and can be unticked. */
export async function moveHome(view: PersonView): Promise<void> {
  const open = view.stays.filter((stay) => stay.open);
  const [home] = open;
  if (!home) return;
  const own = open.map((stay) => ({ stayId: stay.id, personId: view.id, name: open.length > 1 ? stay.address : view.name, relation: fieldOf(stay, 'relation') }));
  const number = fieldOf(home, 'household_no');
  const room = home.roomId && number ? await records.room(home.roomId).catch(() => null) : null;
  const others = (room?.residents ?? []).filter((each) => !each.protected && each.personId !== view.id && each.householdNo === number).map(choiceOf);
  dialogs.show({ what: 'move', address: home.address, stays: [...own, ...others] });
}

export const addDocument = (view: PersonView): void => add(view, 'document', [{ field: 'kind', value: '111' }]);
export const addKinship = (view: PersonView): void => add(view, 'kinship', [], [{ field: 'relative', kind: 'person' }]);
export const addProtection = (view: PersonView): void => add(view, 'protection', [{ field: 'from', value: today() }]);
export const addCareNote = (view: PersonView): void => add(view, 'care_note', [{ field: 'kind', value: 'evacuation_help' }, { field: 'consent_by', value: 'person' }, { field: 'consent_on', value: today() }]);

export function addEmployment(view: PersonView): void {
  dialogs.show({ what: 'add', kind: 'employment', given: [], preset: [{ field: 'person', value: view.id, title: view.name }, { field: 'name', value: view.name }, { field: 'from', value: today() }], choose: [{ field: 'organisation', kind: 'organisation' }] });
}

export function addVisit(view: PersonView): void {
  const home = view.stays.find((stay) => stay.open && stay.roomId !== null);
  const place = home?.roomId ? [{ field: 'place', value: `room:${home.roomId}`, title: home.address }, { field: 'raw_address', value: home.address }] : [];
  dialogs.show({ what: 'add', kind: 'visit', given: [], preset: [...place, { field: 'on', value: today() }, { field: 'purpose', value: 'verification' }], meet: [{ id: view.id, title: view.name }] });
}

export function addTenancy(view: PersonView): void {
  dialogs.show({ what: 'add', kind: 'tenancy', given: [], preset: [{ field: 'landlord_person', value: view.id, title: view.name }, { field: 'from', value: today() }] });
}
