import { afterEach, expect, test } from 'vitest';
import { isoDay } from '../lib/partial-date';
import { asOf } from './as-of.svelte';

afterEach(() => asOf.set(null));

test('a page can be asked for any day, as exact as one likes', () => {
  expect(asOf.set('2015年6月'), 'as people write it').toBe(true);
  expect(asOf.asked(), 'what the program is asked').toEqual({ asOf: '2015-06' });
  asOf.step({ years: -1 });
  expect(asOf.date, 'a year back').toBe('2014-06');
});

test('today is no past day', () => {
  asOf.set(isoDay(new Date()));
  expect([asOf.past, asOf.asked()], 'nothing is asked, and one may write').toEqual([false, {}]);
});

test('what is no date leaves the page as it is', () => {
  asOf.set('2015');
  expect(asOf.set('昨天'), 'it is said to be none').toBe(false);
  expect(asOf.date, 'and nothing moves').toBe('2015');
});
