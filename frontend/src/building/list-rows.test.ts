import { expect, test } from 'vitest';
import type { BuildingOutline } from '../bindings/BuildingOutline';
import { listRows } from './list-rows';

const building = (id: string, site: string | null, label: string): BuildingOutline => ({
  id, site, label, footprint: null, laid: null, unclaimed: false, floorsAbove: 6, floorsBelow: 0, heightM: null, roomCount: 24, units: 2, state: 'let', residents: 40, organisations: 0,
  roomStates: { ownerOccupied: 10, let: 12, vacant: 1, business: 0, unknown: 1 },
});
const sites = new Map([['a', '望湖家园'], ['b', '示例新村']]);
const buildings = [building('1', 'a', '10幢'), building('2', 'a', '2幢'), building('3', null, '示例路12号'), building('4', 'b', '1幢')];
const shown = (filter: string): string[] => listRows(buildings, sites, filter, '沿街').map((row) => (row.kind === 'site' ? `# ${row.name}` : row.building.label));

test('buildings stand under their site in counting order, street houses last', () => {
  expect(shown(''), '2 comes before 10').toEqual(['# 示例新村', '1幢', '# 望湖家园', '2幢', '10幢', '# 沿街', '示例路12号']);
});

test('a filter may name site and building', () => {
  expect(shown('望湖 10'), 'both words must fit').toEqual(['# 望湖家园', '10幢']);
  expect(shown('没有'), 'a site without a fitting building is not listed').toEqual([]);
});
