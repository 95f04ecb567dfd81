import { beforeEach, expect, test } from 'vitest';
import { installDoor } from '../backend';
import { mockDoor } from '../mock/door';
import { imports } from './imports.svelte';
import { place } from './place.svelte';
import { records } from './records.svelte';
import { search } from './search.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';
import { amend, moveIn, moveOut } from './writes';

const PASSWORD = 'demo-louce-2026';
const ROOM = 'b1-1-201';

beforeEach(async () => {
  installDoor(mockDoor());
  await session.start();
  await session.unlock('/demo/望湖社区.louce', 'demo', PASSWORD);
});

test('a wrong password says so and opens nothing', async () => {
  await session.lock();
  await session.unlock('/demo/望湖社区.louce', 'demo', 'guess');
  expect(session.error?.code, 'the text stands under the fields').toBe('wrong_password');
  expect(session.current, 'nothing is open').toBeNull();
});

test('locking leaves nothing of the register in the window', async () => {
  search.text = '望湖';
  search.choose({ kind: 'room', id: ROOM, title: '', subtitle: '', buildingId: 'b1', roomId: ROOM, ended: false });
  await session.lock();
  expect([place.building, place.panels, search.recent, search.text, session.counts], 'the next user must not see where the last one was').toEqual([null, [], [], '', null]);
});

test('a person found by search is opened over the room they stay in', () => {
  search.choose({ kind: 'person', id: 'p3', title: '', subtitle: '', buildingId: 'b1', roomId: ROOM, ended: false });
  expect(place.panels.map((panel) => panel.kind), 'going back leads to the room').toEqual(['room', 'person']);
  place.back();
  expect(place.panel, 'Esc closes the person').toEqual({ kind: 'room', id: ROOM });
  place.back();
  place.back();
  expect([place.panel, place.building], 'then the room, then the building').toEqual([null, null]);
});

test('a move out takes the resident to the former residents', async () => {
  expect(await moveIn(ROOM, { personId: null, fields: [{ field: 'name', value: '测试人' }] }, [{ field: 'from', value: '2026-05' }], false), 'a new person is taken in').toBeNull();
  const before = await records.revealRoom(ROOM);
  const stay = before.residents.find((row) => row.name === '测试人');
  expect(await moveOut({ stayId: stay?.stayId ?? '', to: '2026-06', endReason: '3', movedTo: null, note: null }), 'and leaves again').toBeNull();
  const after = await records.revealRoom(ROOM);
  expect(after.former.map((row) => row.name), 'nothing is deleted').toContain('测试人');
});

test('an edit can be taken back from its toast, and that is an edit too', async () => {
  const before = (await records.person('p1')).fields.find((row) => row.field === 'phones')?.value ?? null;
  expect(await amend('person', 'p1', { field: 'phones', value: '13900001234' }, before)).toBeNull();
  toasts.list.at(-1)?.action?.run();
  await expect.poll(async () => (await records.person('p1')).fields.find((row) => row.field === 'phones')?.value ?? null, { message: 'the value before is back' }).toBe(before);
});

test('what the register refuses is told where it was entered', async () => {
  expect((await amend('person', 'p1', { field: 'name', value: null }, '甲'))?.code, 'a name cannot be empty').toBe('invalid');
});

test('a room read ahead serves one look', async () => {
  records.roomAhead(ROOM);
  const first = records.room(ROOM);
  expect(records.room(ROOM), 'the second look is read, and audited, anew').not.toBe(first);
});

test('a cancelled import goes back to the preview and says that nothing changed', async () => {
  await imports.read('/台账/人口台账.xlsx');
  const committing = imports.commit();
  await new Promise((done) => setTimeout(done, 150));
  imports.job.cancel();
  await committing;
  expect([imports.step, imports.error?.code], 'the clerk may try again or discard').toEqual(['preview', 'cancelled']);
  imports.restart();
});
