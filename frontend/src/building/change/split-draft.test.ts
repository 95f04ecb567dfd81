import { expect, test } from 'vitest';
import { fewest, fullName, partNames, places, wrongParts, type Occupant } from './split-draft';

const person: Occupant = { kind: 'stay', id: 's1', name: '张*', about: '' };

test('new rooms take the next free numbers of the floor, parts take letters', () => {
  expect(partNames('rooms', 3, '501', new Set(['501', '502'])), 'the first keeps the number; 502 is somebody else').toEqual(['501', '503', '504']);
  expect(partNames('rooms', 2, '二层东', new Set()), 'a number without digits is counted on').toEqual(['二层东', '二层东01']);
  expect(partNames('parts', 3, '501', new Set()), '隔断 are lettered').toEqual(['A', 'B', 'C']);
  expect(fullName('parts', '501', 'B'), 'as it stands in the register').toBe('501B');
});

test('parts need names of their own', () => {
  expect([...wrongParts(['A', ' ', 'A'])], 'a blank one, and the second of two alike').toEqual([1, 2]);
});

test('nobody is left without a place', () => {
  expect(places([person], new Map(), 'rooms'), 'the room ends, so something must be said').toBeNull();
  expect(places([person], new Map([['s1', 1]]), 'rooms'), 'goes to the second').toEqual([{ kind: 'stay', id: 's1', part: 1 }]);
  expect(places([person], new Map(), 'parts_beside'), 'the room lives on: they stay in it').toEqual([{ kind: 'stay', id: 's1', part: null }]);
  expect(fewest('parts_beside'), 'one room let beside the household is enough').toBe(1);
});
