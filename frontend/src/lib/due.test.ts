import { expect, test } from 'vitest';
import { daysBetween, dueText } from './due';

test('days are counted over the turn of months and years', () => {
  expect(daysBetween('2026-11-22', '2026-12-01'), 'nine nights').toBe(9);
  expect(daysBetween('2024-03-01', '2024-02-28'), 'back over a leap day').toBe(-2);
});

test('a date is told from today', () => {
  expect(dueText('2026-11-25', '2026-11-22'), 'still ahead').toBe('还有 3 天');
  expect(dueText('2026-11-22', '2026-11-22'), 'the day itself').toBe('今天');
  expect(dueText('2026-11-12', '2026-11-22'), 'gone by').toBe('已过 10 天');
});
