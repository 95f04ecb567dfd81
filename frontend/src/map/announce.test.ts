import { expect, test } from 'vitest';
import type { BuildingOutline } from '../bindings/BuildingOutline';
import type { RoomCell } from '../bindings/RoomCell';
import { sayBuilding, sayFloor, sayRoom } from './announce';

const building: BuildingOutline = {
  id: 'b', site: 's', label: '3幢', footprint: null, laid: null, unclaimed: false, floorsAbove: 18, floorsBelow: 0, heightM: null, roomCount: 72, units: 2, state: 'let', residents: 190, organisations: 2,
  roomStates: { ownerOccupied: 40, let: 30, vacant: 2, business: 0, unknown: 0 },
};
const room = (more: Partial<RoomCell>): RoomCell => ({ id: 'r', number: '302', unit: '1', kind: 'dwelling', state: 'let', span: 1, residents: 3, organisations: 0, parent: null, findings: 0, tenancies: 1, ...more });

test('a building is said with its size, who is in it and what it is coloured by', () => {
  expect(sayBuilding(building, '望湖家园', { mode: 'state', code: 'let' })).toBe('望湖家园3幢，18层，72间，在住190人，单位2家，出租');
  expect(sayBuilding({ ...building, organisations: 0 }, null, null), 'nothing is said of what is not there').toBe('3幢，18层，72间，在住190人');
});

test('a footprint that no building has taken says so instead of zeros', () => {
  expect(sayBuilding({ ...building, label: '', unclaimed: true, roomCount: 0 }, null, null)).toBe('无名楼，尚未对应楼幢的轮廓');
});

test('a room is said with its state once, and with its class where the map shows another thing', () => {
  expect(sayRoom(room({}), { mode: 'state', code: 'let' }), 'the state is not said twice').toBe('1单元302室，出租，在住3人');
  expect(sayRoom(room({ unit: null, findings: 2 }), { mode: 'occupancy', code: 'three_or_four' })).toBe('302室，出租，在住3人，待核2项，3–4 人');
});

test('a floor is said with its rooms', () => {
  expect(sayFloor('5', [room({}), room({ residents: 1 })])).toBe('5层，2间，在住4人');
});

test('of a past day only the class is told: the numbers are those of today', () => {
  const said = sayBuilding(building, null, { mode: 'state', code: 'let', day: '2019-11-22' });
  expect(said).toContain('2019-11-22');
  expect(said, '190 live there now').not.toContain('190');
});
