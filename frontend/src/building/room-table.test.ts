import { expect, test } from 'vitest';
import type { BlockView } from '../bindings/BlockView';
import type { RoomCell } from '../bindings/RoomCell';
import { matches, type Filter } from './room-filter';
import { layOut, partName, roomsBetween, roomsOfUnit } from './room-table';
import { neighbour } from './room-walk';

const room = (number: string, unit: string | null, more: Partial<RoomCell> = {}): RoomCell => ({ id: `${unit ?? ''}-${number}`, number, unit, kind: 'dwelling', state: 'let', span: 1, residents: 0, organisations: 0, parent: null, findings: 0, tenancies: 0, ...more });
const floor = (storey: number, label: string, rooms: RoomCell[]) => ({ floor: storey, storey, label, rooms });
const block: BlockView = {
  buildingId: 'b', units: ['1', '2'], footprint: null,
  floors: [
    floor(-1, 'B1', [room('B101', null)]),
    floor(1, '1', [room('101', '1', { span: 2 }), room('101', '2'), room('102', '2'), room('103', '2')]),
    floor(2, '2', []),
    floor(3, '3', [room('301', '1'), room('301A', '1', { parent: '1-301' }), room('301B', '1', { parent: '1-301' }), room('302', '1'), room('301', '2'), room('302', '2')]),
  ],
};
const table = layOut(block);

test('the top floor is the first row', () => {
  expect(table.floors.map((each) => each.label), 'as one sees a house').toEqual(['3', '2', '1', 'B1']);
});

test('floors stand in the order of their storeys, whatever they are called', () => {
  const mezzanine = layOut({ ...block, floors: [{ floor: 1, storey: 1, label: 'G', rooms: [] }, { floor: 2, storey: 3, label: '2', rooms: [] }, { floor: 1, storey: 2, label: '夹层', rooms: [] }] });
  expect(mezzanine.floors.map((each) => each.label), 'a mezzanine has the number of the floor beneath').toEqual(['2', '夹层', 'G']);
});

test('each unit has as many columns as its widest floor, parts not counted', () => {
  expect(table.units, 'unit 2 has three rooms below; a partition makes no flat wider').toEqual([{ name: '1', start: 0, columns: 2 }, { name: '2', start: 2, columns: 3 }]);
  const mixed = layOut({ ...block, floors: [floor(1, '1', [room('101', '1'), room('G1', null)])] });
  expect(mixed.units.at(-1), 'rooms without a unit beside others come last').toEqual({ name: null, start: 2, columns: 1 });
});

test('a floor whose rooms name no unit runs along the whole building', () => {
  const shops = layOut({ ...block, floors: [...block.floors, floor(0.5, 'G', Array.from({ length: 8 }, (_, index) => room(`S${index}`, null)))] });
  const cells = shops.floors.find((each) => each.label === 'G')?.cells ?? [];
  expect(cells.map((cell) => cell.column).slice(0, 3), 'eight shops share five columns').toEqual([0, 0.625, 1.25]);
  expect(shops.columns, 'and make the table no wider').toBe(5);
  expect(table.floors.at(-1)?.whole, 'a lone basement room too').toBe(true);
});

test('sub-rooms stand inside the room they are in', () => {
  const cell = table.floors[0]?.cells[0];
  expect(cell?.parts.map((part) => part.number), '301A and 301B are in 301').toEqual(['301A', '301B']);
  expect(cell && partName(cell.parts[0] as RoomCell, cell.room), 'only what tells it apart is written in it').toBe('A');
  expect(layOut({ ...block, floors: [floor(3, '3', [room('301A', '1', { parent: 'gone' })])] }).floors[0]?.cells.length, 'a part whose room is out of use stands for itself').toBe(1);
});

test('arrow keys cross units and sub-rooms, skip floors without rooms, and stop at the edge', () => {
  expect(neighbour(table, '1-302', 'right'), 'over the stairwell into the next unit').toBe('2-301');
  expect(neighbour(table, '1-301', 'right'), 'into its first part').toBe('1-301A');
  expect(neighbour(table, '1-302', 'left'), 'back over the last part').toBe('1-301B');
  expect(neighbour(table, '2-302', 'down'), 'the empty floor is skipped').toBe('2-102');
  expect(neighbour(table, '1-301B', 'down'), 'the wide shop below').toBe('1-101');
  expect(neighbour(table, '1-301', 'up'), 'nothing above the top floor').toBeNull();
  expect(neighbour(table, '1-301', 'last'), 'End goes to the end of the row').toBe('2-302');
  expect(neighbour(table, '2-102', 'top'), 'Ctrl+Home goes to the top of the column').toBe('2-302');
  expect(neighbour(table, 'gone', 'up'), 'a room that is no longer there').toBeNull();
});

test('a range is a rectangle over the table', () => {
  expect(roomsBetween(table, '1-302', '2-101').toSorted(), 'from 302 of unit 1 down to 101 of unit 2, with all between').toEqual(['1-101', '1-302', '2-101', '2-301']);
  expect(roomsBetween(table, '1-301', '1-302'), 'a room brings its parts along').toEqual(['1-301', '1-301A', '1-301B', '1-302']);
  expect(roomsBetween(table, '1-301', '1-301'), 'one room alone').toEqual(['1-301']);
});

test('a unit is chosen whole, on every floor', () => {
  expect(roomsOfUnit(table, '1-302').toSorted(), 'its parts too, no other unit').toEqual(['1-101', '1-301', '1-301A', '1-301B', '1-302']);
});

test('states widen a filter, marks narrow it', () => {
  const filters = (...of: Filter[]): ReadonlySet<Filter> => new Set(of);
  const lent = room('1', null, { state: 'let', tenancies: 0, findings: 2 });
  expect(matches(lent, filters()), 'without a filter everything matches').toBe(true);
  expect(matches(lent, filters('vacant', 'let')), 'either state').toBe(true);
  expect(matches(lent, filters('let', 'findings', 'noTenancy')), 'let, with findings, without a tenancy').toBe(true);
  expect(matches({ ...lent, tenancies: 1 }, filters('noTenancy')), 'a tenancy is registered').toBe(false);
  expect(matches(room('2', null, { state: 'vacant', residents: 1 }), filters('vacantLived')), 'the book says empty, a person is registered').toBe(true);
});
