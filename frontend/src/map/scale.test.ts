import { expect, test } from 'vitest';
import { groundAcross, scaleBar } from './scale';

test('a scale bar is a round length that fits', () => {
  expect(scaleBar(1000), 'a fifth is round already').toEqual({ metres: 200, share: 0.2 });
  expect(scaleBar(740)?.metres, '148 m would fit').toBe(100);
  expect(scaleBar(299)?.metres, '59.8 m would fit').toBe(50);
  expect(scaleBar(12)?.metres, '2.4 m would fit').toBe(2);
});

test('where the sky is in the middle, there is no scale', () => {
  expect(scaleBar(null)).toBeNull();
  expect(scaleBar(0)).toBeNull();
});

test('a wider picture shows more ground, a narrower one stands back to show as much', () => {
  const screen = { metresPerPixel: 0.5, width: 1000, height: 500 };
  expect(groundAcross(screen, { width: 2000, height: 1000 }), 'the same shape').toBe(500);
  expect(groundAcross(screen, { width: 3000, height: 1000 }), 'half as much again').toBe(750);
  expect(groundAcross(screen, { width: 1000, height: 1000 }), 'as much from side to side').toBe(500);
});
