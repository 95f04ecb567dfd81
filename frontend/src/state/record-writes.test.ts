import { afterEach, beforeEach, expect, test } from 'vitest';
import { call, installDoor } from '../backend';
import { mockDoor } from '../mock/door';
import { asOf } from './as-of.svelte';
import { addRecord, amendRecord, editStays, formHousehold, moveTogether, withdrawRecord } from './record-writes';
import { records } from './records.svelte';

const ROOM = 'b3-1-902';
const NEW_HOME = 'b4-1-401';

beforeEach(async () => {
  installDoor(mockDoor());
  await call('unlock', { path: '/demo', user: 'demo', password: 'demo-louce-2026' });
});
afterEach(() => asOf.set(null));

const stayIds = async (): Promise<string[]> => (await records.revealRoom(ROOM)).residents.map((resident) => resident.stayId);

test('a household moves in one command, and a past day still shows it at its old home', async () => {
  const before = await stayIds();
  expect(await moveTogether({ stayIds: before, roomId: NEW_HOME, on: '2026-11-01', endReason: 'moved_within', movedTo: null, takeHousehold: true, note: null }), 'nothing refused').toBeNull();
  expect(await stayIds(), 'nobody is left behind').toEqual([]);
  expect((await records.room(NEW_HOME)).residents.length, 'all of them are at the new one').toBeGreaterThanOrEqual(before.length);
  asOf.set('2026-10-01');
  expect((await stayIds()).length, 'the page of that day shows them all').toBe(before.length);
});

test('people are edited together and counted as one household', async () => {
  const ids = await stayIds();
  await editStays({ stayIds: ids, edits: [{ field: 'verified_on', value: '2026-11-20' }], note: null });
  await formHousehold({ householdId: null, stayIds: ids.slice(0, 2), headPersonId: null, number: '330299000', kind: 'family' });
  const room = await records.room(ROOM);
  expect(room.residents.map((resident) => resident.verifiedOn), 'each of them was checked').toEqual(ids.map(() => '2026-11-20'));
  expect(room.households.map((household) => household.stayIds.length).sort(), 'two in the new household, the rest in the old one').toEqual([2, ids.length - 2].sort());
});

test('a record is added, put right and taken back', async () => {
  const visits = async () => (await records.revealRoom(ROOM)).visits;
  const before = (await visits()).length;
  await addRecord({ kind: 'visit', fields: [{ field: 'place', value: `room:${ROOM}` }, { field: 'on', value: '2026-11-20' }, { field: 'purpose', value: 'safety' }], met: [], note: null });
  const added = (await visits()).find((record) => record.from === '2026-11-20');
  if (!added) throw new Error('the visit is not on the page of its room');
  await amendRecord('visit', added.id, [{ field: 'content', value: '检查燃气' }], null);
  expect((await visits()).find((record) => record.id === added.id)?.subtitle, 'what was done stands in it').toContain('检查燃气');
  await withdrawRecord('visit', added.id, null);
  expect((await visits()).length, 'it is no longer shown').toBe(before);
});

test('what somebody else changed meanwhile is not overwritten', async () => {
  const [resident] = (await records.revealRoom(ROOM)).residents;
  const refusal = await amendRecord('person', resident?.personId ?? '', [{ field: 'workplace', value: '冲突', was: '' }], null);
  expect(refusal?.code, 'the page then shows both values').toBe('conflict');
});
