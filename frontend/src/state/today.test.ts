import { beforeEach, expect, test } from 'vitest';
import { call, installDoor } from '../backend';
import { mockDoor } from '../mock/door';
import { duplicates } from './duplicates.svelte';
import { place } from './place.svelte';
import { session } from './session.svelte';
import { today } from './today.svelte';
import { amend } from './writes';

beforeEach(async () => {
  installDoor(mockDoor());
  await session.lock();
  await session.start();
  await session.unlock('/demo/望湖社区.louce', 'demo', 'demo-louce-2026');
  await today.load();
});

const countOf = (code: string): number => today.groups.find((group) => group.code === code)?.count ?? 0;

test('Today is the first screen after unlocking', () => {
  expect(place.screen, 'an officer begins with what is due').toBe('today');
  expect(today.due, 'the badge counts what has a date, not every gap').toBe(today.groups.filter((group) => group.topic === 'due').reduce((sum, group) => sum + group.count, 0));
});

test('what was put right is gone from Today', async () => {
  const before = countOf('permit_expired');
  const hit = today.groups.find((group) => group.code === 'permit_expired')?.first[0];
  expect(await amend('stay', hit?.record.id ?? '', { field: 'permit_until', value: '2027-11' }, null)).toBeNull();
  await today.load();
  expect(countOf('permit_expired'), 'one less').toBe(before - 1);
});

test('a whole list is read page by page and forgotten when it is left', async () => {
  today.openList('phone_missing');
  await expect.poll(() => today.hits.count).toBe(countOf('phone_missing'));
  today.closeList();
  expect([today.hits.count, today.code], 'nothing of it stays').toEqual([null, null]);
});

test('a reminder that is switched off is not shown', async () => {
  const { reminders } = await call('reminders', {});
  const setting = reminders.find((each) => each.code === 'permit_expiring');
  expect(setting && (await today.setReminders([{ ...setting, on: false }]))).toBeNull();
  await today.load();
  expect(countOf('permit_expiring'), 'localities differ').toBe(0);
});

test('a verdict takes its pair off the queue, and taking it back puts it there again', async () => {
  await duplicates.load();
  const waiting = duplicates.queue.count ?? 0;
  const pair = duplicates.chosen;
  await duplicates.given.refresh();
  await duplicates.judge('different', '电话核实');
  expect([duplicates.queue.count, duplicates.given.at(0)?.link.reason], 'judged, with what it rests on').toEqual([waiting - 1, '电话核实']);
  expect(duplicates.chosen, 'the next pair is chosen').not.toEqual(pair);
  await duplicates.undo();
  expect([duplicates.queue.count, duplicates.given.at(0)?.to !== null], 'nothing was merged, so nothing is lost; the list still says it').toEqual([waiting, true]);
});

test('a toast takes back the verdict it named, not a later one', async () => {
  await duplicates.load();
  await duplicates.judge('same', null);
  await duplicates.judge('different', null);
  const [second, first] = duplicates.mine;
  await duplicates.undo(first);
  await duplicates.undo(first);
  expect(duplicates.mine, 'only the first, however often it is asked').toEqual([second]);
});

test('locking forgets what was due and what was judged', async () => {
  await duplicates.load();
  await duplicates.judge('same', null);
  await session.lock();
  expect([today.view, duplicates.queue.count, duplicates.given.count, duplicates.mine], 'the next user must not see it').toEqual([null, null, null, []]);
});
