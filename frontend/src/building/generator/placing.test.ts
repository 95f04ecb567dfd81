import { expect, test } from 'vitest';
import { USUAL, withUnits } from './block-form';
import { corners, overlap, sizeOf, toDegrees } from './placing';

test('a turned rectangle keeps its size', () => {
  const [a, b, c] = corners({ at: [100, 50], turn: 30 }, [40, 12]);
  const apart = (p: number[] = [], q: number[] = []): number => Math.hypot((p[0] ?? 0) - (q[0] ?? 0), (p[1] ?? 0) - (q[1] ?? 0));
  expect(apart(a, b), 'its length').toBeCloseTo(40);
  expect(apart(b, c), 'its depth').toBeCloseTo(12);
});

test('more units make a longer house', () => {
  expect(sizeOf(withUnits(USUAL, 4, 'numbers'))[0], 'four entrances').toBeGreaterThan(sizeOf(withUnits(USUAL, 2, 'numbers'))[0]);
});

test('metres go back to degrees', () => {
  const [point] = toDegrees([[95_500, -110_900]], { origin: [121, 31], metresPerLongitude: 95_500, metresPerLatitude: 110_900 });
  expect(point, 'a degree east and south').toEqual([122, 30]);
});

test('a house put on another is noticed', () => {
  const house = (x: number): [number, number][] => corners({ at: [x, 0], turn: 20 }, [30, 12]);
  expect(overlap(house(0), house(10)), 'one corner stands in the other').toBe(true);
  expect(overlap(house(0), house(60)), 'thirty metres apart').toBe(false);
});
