import { expect, test } from 'vitest';
import { isoDay, precisionOf, readPartialDate } from './partial-date';

test.each([
  ['2024-05-03', '2024-05-03'],
  ['2024.5.3', '2024-05-03'],
  ['2024/5/3', '2024-05-03'],
  ['2024年5月3日', '2024-05-03'],
  ['20240503', '2024-05-03'],
  ['2024-5', '2024-05'],
  ['2024年5月', '2024-05'],
  ['2024', '2024'],
  ['2024年', '2024'],
  [' 2024-02-29 ', '2024-02-29'],
])('%s is read as %s', (written, read) => {
  expect(readPartialDate(written), 'clerks write dates in all these ways').toBe(read);
});

test.each(['', '不详', '24-5-3', '2023-02-29', '2024-13', '2024-00', '2024-05-00', '2024-05-32', '昨天'])('%s is no date', (written) => {
  expect(readPartialDate(written), 'a guess would end up in the register').toBeNull();
});

test('precision follows what was given', () => {
  expect(precisionOf('2024'), 'only the year is known').toBe('year');
  expect(precisionOf('2024-05'), 'the month is known').toBe('month');
  expect(precisionOf('2024-05-03'), 'the day is known').toBe('day');
});

test('the day is that of the calendar on the wall', () => {
  expect(isoDay(new Date(2026, 0, 5, 23, 59)), 'late evening is still the same day').toBe('2026-01-05');
});
