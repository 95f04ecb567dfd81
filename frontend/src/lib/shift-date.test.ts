import { expect, test } from 'vitest';
import { shiftDate } from './shift-date';

test('a date moves as people count', () => {
  expect(shiftDate('2015-06-01', { years: -1 }), 'a year back').toBe('2014-06-01');
  expect(shiftDate('2015-01-15', { months: -1 }), 'over the turn of the year').toBe('2014-12-15');
  expect(shiftDate('2015-03-31', { months: -1 }), 'February has no 31st').toBe('2015-02-28');
  expect(shiftDate('2016-02-28', { days: 1 }), 'a leap day is a day').toBe('2016-02-29');
});

test('a date stays as exact as it was', () => {
  expect(shiftDate('2015', { years: 2 }), 'a year stays a year').toBe('2017');
  expect(shiftDate('2015-06', { months: 7 }), 'a month stays a month').toBe('2016-01');
  expect(shiftDate('2015', { months: 1 }), 'there is nothing to move').toBe('2015');
});
