import { expect, test } from 'vitest';
import { classesAt, quarterOf, stepOf, yearMarks } from './replay-steps';

const days = ['2025-02-22', '2025-05-22', '2025-08-22', '2025-11-22', '2026-02-22'];

test('a day is shown by the last step that is not after it', () => {
  expect(stepOf(days, '2025-09-01'), 'between two steps').toBe(2);
  expect(stepOf(days, '2025-08-22'), 'on a step').toBe(2);
  expect(stepOf(days, '2010'), 'before the decade: its beginning').toBe(0);
  expect(stepOf(days, null), 'today is the end').toBe(4);
  expect(stepOf([], null), 'a mode without history has no step').toBe(-1);
});

test('a day is told by its quarter', () => {
  expect(quarterOf('2025-08-22')).toEqual({ year: 2025, quarter: 3 });
  expect(quarterOf('2025-12-31')).toEqual({ year: 2025, quarter: 4 });
  expect(quarterOf(''), 'no day, no quarter').toBeNull();
});

test('a step gives each building its class, and nothing where it ends early', () => {
  const timeline = { mode: 'state' as const, scale: 'states' as const, classes: [], days, counts: [], buildings: [{ id: 'a', classes: '0123-' }, { id: 'b', classes: '01' }] };
  expect([...classesAt(timeline, 1)], 'the second day').toEqual([['a', '1'], ['b', '1']]);
  expect([...classesAt(timeline, 3)], 'b is not told that far').toEqual([['a', '3'], ['b', '-']]);
});

test('the marks stand where a year begins', () => {
  expect(yearMarks(days)).toEqual([{ at: 1, year: 2026 }]);
  expect(yearMarks([]), 'nothing to mark').toEqual([]);
});
