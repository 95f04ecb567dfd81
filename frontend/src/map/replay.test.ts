import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { installDoor } from '../backend';
import { mockDoor } from '../mock/door';
import { asOf } from '../state/as-of.svelte';
import { colouring } from './colouring.svelte';
import { replay } from './replay.svelte';

/** What the page does when the day or the mode changes (wiring.svelte.ts). */
async function read(): Promise<void> {
  await colouring.load();
  if (replay.arrived) replay.rest();
}

beforeEach(async () => {
  installDoor(mockDoor());
  replay.forget();
  asOf.set(null);
  colouring.show('state');
  await colouring.load();
  replay.open = true;
  await replay.load();
});

afterEach(() => {
  vi.useRealTimers();
  replay.forget();
});

test('the map shows the step until the colours of its day are there', async () => {
  vi.useFakeTimers();
  replay.go(3);
  vi.advanceTimersByTime(1000);
  vi.useRealTimers();
  const day = replay.timeline?.days[3];
  expect(asOf.date, 'every page shows that day').toBe(day);
  expect(replay.moving, 'the colours that were read are those of another day').toBe(true);
  expect(replay.past).toBe(day);
  await read();
  expect(colouring.view?.asOf).toBe(day);
  expect(replay.moving, 'now they take over').toBe(false);
});

test('a change of mode while the slider is in the hand stays on the day it was drawn to', async () => {
  replay.go(3);
  const day = replay.day;
  colouring.show('occupancy');
  await Promise.all([replay.load(), read()]);
  await read();
  await new Promise((done) => setTimeout(done, 400));
  expect(asOf.date, 'not today').toBe(day);
  expect([replay.timeline?.mode, replay.day]).toEqual(['occupancy', day]);
});

test('a mode without history ends the replay of the one before', async () => {
  replay.go(3);
  colouring.show('plates');
  await Promise.all([replay.load(), read()]);
  await read();
  expect(replay.moving, 'there are no steps to show').toBe(false);
  expect(colouring.view?.asOf, 'the program answered with today').toBeNull();
  expect(colouring.readFor, 'though a day was asked for').not.toBeNull();
  expect(replay.coloured, 'and today is what a building is said to be').toBeNull();
});

test('colours that cannot be read end the wait, and none are shown in their place', async () => {
  replay.go(3);
  const mock = mockDoor();
  const refused = { code: 'invalid', zh: '没有那天', en: 'no such day', field: null };
  installDoor({ ...mock, rpc: (request, job, onProgress) => (request.op === 'map_colours' ? Promise.reject(refused) : mock.rpc(request, job, onProgress)) });
  await new Promise((done) => setTimeout(done, 400));
  await read();
  expect(colouring.view, 'numbers of another day would pass for those of this').toBeNull();
  expect(colouring.error?.zh).toBe('没有那天');
  expect(replay.moving).toBe(false);
});

test('at today there is nothing to come back from', async () => {
  expect(replay.past).toBeNull();
  replay.go(2);
  expect(replay.past).toBe(replay.timeline?.days[2]);
  replay.close();
  await read();
  expect([replay.past, replay.moving, replay.timeline]).toEqual([null, false, null]);
});
