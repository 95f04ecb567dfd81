import { beforeEach, expect, test } from 'vitest';
import type { BuildingOutline } from '../bindings/BuildingOutline';
import { community } from '../state/community.svelte';
import { place } from '../state/place.svelte';
import { buildingSelection as selection, together } from './building-selection.svelte';

const building = (id: string, roomCount: number): BuildingOutline => ({
  id, site: null, label: id, footprint: null, laid: null, unclaimed: false, floorsAbove: 6, floorsBelow: 0, heightM: null, roomCount, units: 1, state: 'let', residents: roomCount * 2, organisations: 1,
  roomStates: { ownerOccupied: 0, let: roomCount, vacant: 0, business: 0, unknown: 0 },
});

beforeEach(() => {
  selection.clear();
  place.building = null;
  place.flight = null;
  community.view = { sites: [], buildings: [building('a', 10), building('b', 20), building('c', 30)], ground: { roads: [], water: [], green: [], sites: [], attribution: null }, plane: null };
});

test('boxes add up, and a building can be taken out again', () => {
  selection.add(['a', 'b']);
  selection.add(['b', 'c']);
  expect(selection.count, 'b counts once').toBe(3);
  selection.toggle('b');
  expect(together(selection.buildings), 'what is left, together').toEqual({ buildings: 2, rooms: 40, residents: 80, organisations: 2 });
});

test('what is no building any more does not count', () => {
  selection.add(['a', 'gone']);
  expect(selection.count).toBe(1);
});

test('one walks from building to building, round and round', () => {
  selection.add(['a', 'c']);
  selection.next(1);
  expect(place.flight?.to, 'the first').toBe('a');
  selection.next(1);
  selection.next(1);
  expect(place.flight?.to, 'after the last comes the first').toBe('a');
  selection.next(-1);
  expect(place.flight?.to, 'and back').toBe('c');
});

test('on the walk one knows where one is, in the order of the list', () => {
  community.view = { ...community.view!, buildings: [building('10幢', 1), building('2幢', 1), building('3幢', 1)] };
  selection.set(['10幢', '3幢', '2幢']);
  expect(selection.at, 'it has not begun').toBe(0);
  selection.next(1);
  expect([selection.current, selection.at], 'two comes before ten').toEqual(['2幢', 1]);
  selection.next(-1);
  expect([selection.current, selection.at, selection.count], 'the last, before the first').toEqual(['10幢', 3, 3]);
  selection.toggle('10幢');
  expect(selection.current, 'what is chosen no more is not where one is').toBeNull();
});

test('a new box takes the place of the one before', () => {
  selection.set(['a', 'b']);
  selection.set(['c']);
  expect([...selection.ids]).toEqual(['c']);
});

test('with nothing chosen the list shows everything again', () => {
  selection.add(['a']);
  selection.listed = true;
  selection.clear();
  expect(selection.listed).toBe(false);
});
