import { beforeEach, expect, test } from 'vitest';
import type { RoomCell } from '../bindings/RoomCell';
import { roomSelection as selection } from './room-selection.svelte';
import { layOut } from './room-table';

const room = (number: string): RoomCell => ({ id: number, number, unit: null, kind: 'dwelling', state: 'let', span: 1, residents: 0, organisations: 0, parent: null, findings: 0, tenancies: 0 });
const table = layOut({ buildingId: 'b', units: [], footprint: null, floors: [2, 1].map((floor) => ({ floor, storey: floor, label: String(floor), rooms: [1, 2, 3].map((n) => room(`${floor}0${n}`)) })) });

beforeEach(() => selection.forget());

test('a range is drawn again from where it began', () => {
  selection.walkTo('201');
  selection.rangeTo(table, '203');
  selection.rangeTo(table, '202');
  expect([...selection.ids], 'going back gives up what was passed').toEqual(['201', '202']);
});

test('after a walk the next range begins where the keys are, beside what is chosen', () => {
  selection.walkTo('201');
  selection.rangeTo(table, '202');
  selection.walkTo('102');
  selection.rangeTo(table, '103');
  expect([...selection.ids].toSorted(), 'two ranges').toEqual(['102', '103', '201', '202']);
});

test('a room that is gone is chosen no longer, and begins no range', () => {
  selection.toggle('gone');
  selection.keepOnly(table.places);
  expect(selection.count, 'it was split').toBe(0);
  selection.walkTo('101');
  selection.rangeTo(table, '102');
  expect([...selection.ids], 'the range begins at the keys').toEqual(['101', '102']);
});

test('another building begins anew', () => {
  selection.enter('b1');
  selection.toggle('101');
  selection.enter('b1');
  expect(selection.count, 'the same building read again').toBe(1);
  selection.enter('b2');
  expect(selection.count, 'another one').toBe(0);
});
