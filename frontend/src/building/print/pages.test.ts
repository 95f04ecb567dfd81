import { expect, test } from 'vitest';
import type { RoomTable } from '../room-table';
import { layOutPrint } from './pages';

const table = (units: number[], floors: number): RoomTable => {
  let start = 0;
  const named = units.map((columns, index) => ({ name: String(index + 1), start: (start += columns) - columns, columns }));
  return { units: named, columns: start, floors: Array.from({ length: floors }, (_, index) => ({ storey: index + 1, label: String(index + 1), whole: false, cells: [] })), places: new Map() };
};

test('units stay whole as long as they fit a sheet', () => {
  const { pages } = layOutPrint(table([8, 8, 8], 6), 'a4');
  expect(pages.map((page) => page.units.map((unit) => unit.name)), 'two of eight fit, the third begins a page').toEqual([['1', '2'], ['3']]);
});

test('a long block is cut into even pieces', () => {
  const { pages } = layOutPrint(table([40], 5), 'a4');
  expect(pages.map((page) => page.to - page.from), 'no sheet with a lone column').toEqual([14, 14, 12]);
  expect(pages.at(-1)?.to, 'every column is on some sheet').toBe(40);
});

test('a tower fits by lower rows, and goes on where they would be too low', () => {
  const tower = layOutPrint(table([8], 33), 'a3');
  expect(tower.floors, '33 floors on one A3').toBeGreaterThanOrEqual(33);
  expect(layOutPrint(table([8], 60), 'a4').floors, '60 floors go on to the next sheet').toBeLessThan(60);
});
