import { beforeEach, expect, test } from 'vitest';
import { installDoor } from '../backend';
import { mockDoor } from '../mock/door';
import { community } from '../state/community.svelte';
import { toasts } from '../state/toasts.svelte';
import { lights } from './lights.svelte';
import { placeOf } from './place-writes';
import { likeness, placing } from './placing.svelte';

const until = async (there: () => boolean): Promise<void> => {
  for (let turn = 0; turn < 200 && !there(); turn++) await new Promise((done) => setTimeout(done, 5));
};

beforeEach(async () => {
  installDoor(mockDoor());
  placing.end();
  for (const toast of toasts.list) toasts.dismiss(toast.id);
  await community.load();
});

test('a building takes a footprint of the map, and gives it back', async () => {
  expect(community.buildings.get('b8')?.footprint, 'it stands nowhere yet').toBeNull();
  placing.begin('match', 'b8');
  await until(() => placing.candidates !== null);
  const [first] = placing.candidates ?? [];
  expect(first?.reasons, 'the likeliest comes first, and says why').toContain('same_number');
  await placing.take(first?.id ?? '');
  expect(community.buildings.get('b8')?.footprint, 'it stands on the footprint').not.toBeNull();
  expect(community.buildings.has(first?.id ?? ''), 'which is no building of its own any more').toBe(false);
  expect(placing.doing, 'the work is done').toBeNull();
  toasts.takeBack();
  await until(() => community.buildings.has(first?.id ?? ''));
  expect(community.buildings.get('b8')?.footprint, 'undone').toBeNull();
});

test('an outline drawn by hand is where the building stands', async () => {
  placing.begin('draw', 'b8');
  await placing.drawn([[0, 0], [10, 0], [10, 10]]);
  expect(community.buildings.get('b8')?.footprint).toEqual([[0, 0], [10, 0], [10, 10]]);
  expect(placing.doing, 'an outline is drawn once').toBeNull();
});

test('only the building that is being placed moves, whatever is dragged', async () => {
  const before = community.buildings.get('b3')?.footprint;
  placing.begin('move', 'b8');
  expect(lights.ids, 'it is lit from the start').toEqual(['b8']);
  placing.moved('b3', { ring: [[0, 0], [1, 0], [1, 1]] });
  await new Promise((done) => setTimeout(done, 30));
  expect(community.buildings.get('b3')?.footprint, 'another one stays where it is').toEqual(before);
  expect(toasts.list, 'and nothing was written').toEqual([]);
});

test('a move names the building, and can be taken back until the work is ended', async () => {
  placing.begin('move', 'b8');
  placing.moved('b8', { middle: [3, 4], turnDeg: 90 });
  await until(() => placing.back !== null);
  expect(community.buildings.get('b8')?.laid).toEqual([3, 4, 90]);
  expect(toasts.list.map(({ text }) => text), 'the toast says which').toEqual([expect.stringContaining(community.buildings.get('b8')?.label ?? '?')]);
  placing.back?.();
  await until(() => placing.back === null);
  expect(toasts.list.filter(({ action }) => action), 'what was taken back is not offered again').toEqual([]);
  expect(community.buildings.get('b8')?.laid, 'back where it was').toBeNull();
  placing.end();
  expect(lights.ids, 'nothing is lit any more').toEqual([]);
});

test('an outline that belongs to no building changes nothing', async () => {
  await placing.drawn([[0, 0], [10, 0], [10, 10]]);
  expect(toasts.list, 'nothing was written').toEqual([]);
});

test('what the viewer says of a move is what the register takes', () => {
  expect(placeOf({ middle: [3, 4], turnDeg: 90 })).toEqual({ place: 'laid', middle: [3, 4], turnDeg: 90 });
  expect(placeOf({ ring: [[0, 0], [1, 0], [1, 1]] })).toEqual({ place: 'footprint', ring: [[0, 0], [1, 0], [1, 1]] });
});

test('a score is said in words', () => {
  expect([0.8, 0.45, 0.1].map(likeness)).toEqual(['likely', 'possible', 'unlikely']);
});
