import { expect, test } from 'vitest';
import type { BlockView } from '../bindings/BlockView';
import type { RoomCell } from '../bindings/RoomCell';
import { layOut, neighbour } from './room-table';

const room = (number: string, unit: string | null, span = 1): RoomCell => ({ id: `${unit ?? ''}-${number}`, number, unit, kind: 'dwelling', state: 'let', span, residents: 0, organisations: 0 });
const block: BlockView = {
  buildingId: 'b', units: ['1', '2'], footprint: null,
  floors: [
    { floor: -1, label: 'B1', rooms: [room('B101', null)] },
    { floor: 1, label: '1', rooms: [room('101', '1', 2), room('101', '2'), room('102', '2'), room('103', '2')] },
    { floor: 2, label: '2', rooms: [] },
    { floor: 3, label: '3', rooms: [room('301', '1'), room('302', '1'), room('301', '2'), room('302', '2')] },
  ],
};

test('the top floor is the first row', () => {
  expect(layOut(block).floors.map((floor) => floor.label), 'as one sees a house').toEqual(['3', '2', '1', 'B1']);
});

test('each unit has as many columns as its widest floor', () => {
  expect(layOut(block).units, 'unit 2 has three rooms below; rooms without a unit come last').toEqual([
    { name: '1', start: 0, columns: 2 }, { name: '2', start: 2, columns: 3 }, { name: null, start: 5, columns: 1 },
  ]);
});

test('arrow keys cross units, floors without rooms, and stop at the edge', () => {
  const table = layOut(block);
  expect(neighbour(table, '1-302', 'right'), 'over the stairwell into the next unit').toBe('2-301');
  expect(neighbour(table, '2-302', 'down'), 'the empty floor is skipped').toBe('2-102');
  expect(neighbour(table, '1-301', 'down'), 'the wide shop below').toBe('1-101');
  expect(neighbour(table, '1-301', 'up'), 'nothing above the top floor').toBeNull();
  expect(neighbour(table, '1-301', 'last'), 'End goes to the end of the row').toBe('2-302');
  expect(neighbour(table, 'gone', 'up'), 'a room that is no longer there').toBeNull();
});
