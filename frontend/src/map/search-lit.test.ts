import { expect, test } from 'vitest';
import type { BuildingOutline } from '../bindings/BuildingOutline';
import type { SearchHit } from '../bindings/SearchHit';
import { litBy } from './search-lit';

const hit = (kind: string, id: string, more: Partial<SearchHit> = {}): SearchHit => ({ kind, id, title: '', subtitle: '', buildingId: null, roomId: null, ended: false, ...more });
const buildings = [{ id: 'b1', site: 's1' }, { id: 'b2', site: 's1' }, { id: 'b3', site: null }] as BuildingOutline[];

test('a person is lit by the room and the building, a building by itself, a site by all its buildings', () => {
  expect(litBy([hit('person', 'p1', { buildingId: 'b3', roomId: 'r1' })], buildings), 'never by an id of their own').toEqual(['b3', 'r1']);
  expect(litBy([hit('building', 'b2')], buildings)).toEqual(['b2']);
  expect(litBy([hit('site', 's1')], buildings)).toEqual(['b1', 'b2']);
});

test('what is found twice is lit once, and what stands nowhere not at all', () => {
  const room = hit('room', 'r1', { buildingId: 'b1', roomId: 'r1' });
  expect(litBy([room, room, hit('organisation', 'o1')], buildings)).toEqual(['b1', 'r1']);
});
