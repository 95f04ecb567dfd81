import { expect, test } from 'vitest';
import { corners, groundOf, type Area } from './minimap';

const area: Area = [-100, -50, 100, 50];
const size = { width: 200, height: 100 };

test('north is up, and a press leads to the ground under it', () => {
  expect(groundOf({ x: 0, y: 0 }, area, size), 'the upper left corner').toEqual([-100, 50]);
  expect(groundOf({ x: 200, y: 100 }, area, size), 'the lower right one').toEqual([100, -50]);
  expect(groundOf({ x: -80, y: 50 }, area, size), 'a drag beyond the edge stays at the edge').toEqual([-100, 0]);
});

test('what is in view is drawn where it lies', () => {
  expect(corners([[-100, 50], [100, 50], [0, 0]], area, size)).toBe('0.0,0.0 200.0,0.0 100.0,50.0');
  expect(corners([[0, 1e9]], area, size), 'the horizon is far, the drawing is small').toBe('100.0,-100.0');
});
