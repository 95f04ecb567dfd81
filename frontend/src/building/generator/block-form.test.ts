import { expect, test } from 'vitest';
import { examples, unitNames, USUAL, withBand, withFloorRooms, withNumbering, withRoom, withSkippedFloor, withUnit, withUnits } from './block-form';

test('units keep what is special about them when more are added', () => {
  const two = withUnit(withUnits(USUAL, 2, 'numbers'), 1, { floorsAbove: 7 });
  const three = withUnits(two, 3, 'numbers');
  expect(three.units.map((unit) => [unit.name, unit.floorsAbove]), 'unit 2 is still higher').toEqual([['1', null], ['2', 7], ['3', null]]);
  expect(withUnits(three, 3, 'letters').units.map((unit) => unit.name), 'another way to call them').toEqual(['A', 'B', 'C']);
  expect(withUnits(three, 1, 'numbers').units, 'a building with one entrance names no unit').toEqual([]);
  expect(unitNames(5, 'sides'), 'sides run out').toEqual(['1', '2', '3', '4', '5']);
});

test('a style that writes the unit brings units it can write', () => {
  expect(withNumbering(USUAL, 'unit_letter').units.map((unit) => unit.name), 'A101 needs an A').toEqual(['A']);
  expect(withNumbering(withUnits(USUAL, 2, 'numbers'), 'unit_dash').units.map((unit) => unit.name), '1-101 has them').toEqual(['1', '2']);
});

test('examples show how rooms would be called here', () => {
  const form = { ...withUnits({ ...USUAL, floorsAbove: 11, roomsPerFloor: 2 }, 2, 'numbers'), serialsContinue: true, skippedSerials: [3] };
  expect(examples(form, 'floor_serial'), 'the second unit goes on counting and leaves 03 out').toEqual(['101', '1102', '104']);
  expect(examples(form, 'padded_floor_serial')[0], 'four digits').toBe('0101');
  expect(examples(form, 'unit_letter')[2], 'by letters').toBe('B104');
  expect(examples({ ...USUAL, floorsAbove: 21 }, 'chinese_floor_side'), 'floor and side').toEqual(['一层东', '二十一层西']);
});

test('an exception that says the usual is none', () => {
  const three = withFloorRooms(USUAL, '6', null, 3);
  expect(three.floorExceptions, 'three rooms on the sixth floor').toEqual([{ floor: '6', unit: null, rooms: 3, kind: null }]);
  expect(withFloorRooms(three, '6', null, 2).floorExceptions, 'two is what every floor has').toEqual([]);
});

test('a room has one change, and a kind beside it', () => {
  const room = { unit: null, plannedNumber: '101' };
  const shop = withRoom(USUAL, room, { change: 'kind', kind: 'shop' });
  const parted = withRoom(shop, room, { change: 'parts', names: ['A', 'B'] });
  expect(parted.roomExceptions.length, 'a shop of two parts').toBe(2);
  expect(withRoom(parted, room, { change: 'missing' }).roomExceptions, 'what is not there has neither').toEqual([{ unit: null, number: '101', change: { change: 'missing' } }]);
  expect(withRoom(parted, room, null).roomExceptions, 'taken back').toEqual([]);
});

test('floors below ground come with what is on them', () => {
  expect(withBand(USUAL, 'garage').floorsBelow, 'a garage needs a basement').toBe(1);
  expect(withBand(USUAL, 'shop').floorsBelow, 'shops stand on the ground').toBe(0);
  expect(withSkippedFloor(withSkippedFloor(USUAL, 13, 'label_jumps'), 4, 'not_built').skippedFloors.map((skip) => skip.floor), 'in the order of the floors').toEqual([4, 13]);
});
