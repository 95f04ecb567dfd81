import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CommunityView } from '../bindings/CommunityView';
import { community } from '../state/community.svelte';
import { place } from '../state/place.svelte';
import { stage } from './stage.svelte';
import { layOut } from './wiring.svelte';

const laid = vi.hoisted((): unknown[] => []);
vi.mock('../viewer/viewer', () => ({ makeViewer: () => Promise.resolve({ setCommunity: (view: unknown) => laid.push(view), dispose: () => undefined }) }));

const register = (attribution: string): CommunityView => ({ sites: [], buildings: [], ground: { roads: [], water: [], green: [], sites: [], attribution }, plane: null });

beforeEach(async () => {
  laid.length = 0;
  await stage.start({} as HTMLCanvasElement, {} as HTMLElement, { onPick: () => undefined });
});

afterEach(() => {
  stage.stop();
  place.show('today');
});

test('what an import brings is laid out when the map is looked at, not before', () => {
  place.show('import');
  community.view = register('before');
  layOut();
  community.view = register('after');
  layOut();
  expect(laid, 'the screen of the import is not held up').toEqual([]);
  place.show('map');
  layOut();
  expect(laid, 'and what nobody saw is never laid out').toEqual([community.view]);
});

test('going away from the map and back lays out nothing anew', () => {
  place.show('map');
  community.view = register('same');
  layOut();
  place.show('today');
  layOut();
  place.show('map');
  layOut();
  expect(laid.length, 'the same buildings once').toBe(1);
});

test('a viewer that is made anew gets the buildings again', async () => {
  place.show('map');
  community.view = register('same');
  layOut();
  stage.stop();
  await stage.start({} as HTMLCanvasElement, {} as HTMLElement, { onPick: () => undefined });
  layOut();
  expect(laid.length, 'the one before took them with it').toBe(2);
});
