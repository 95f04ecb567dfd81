import { expect, test } from 'vitest';
import type { TimelineEntry } from '../../bindings/TimelineEntry';
import { barOf, dayNumber, daysOf, packed, ticks } from './bar';

const entry = (from: string | null, to: string | null, ended = to !== null): TimelineEntry => ({ kind: 'stay', id: `${from}-${to}`, lane: 'stay', title: '甲', from, to, ended, link: null });
const today = dayNumber('2026-11-22');

test('a date is as long as it is inexact', () => {
  expect(daysOf('2016')[1] - daysOf('2016')[0], 'a leap year').toBe(366);
  expect(daysOf('2015-02')[1] - daysOf('2015-02')[0], 'a month').toBe(28);
  expect(daysOf('2015-02-03')[1] - daysOf('2015-02-03')[0], 'a day').toBe(1);
});

test('what dates leave open is not drawn as sure', () => {
  const bar = barOf(entry('2015', '2018-06'), today);
  expect([bar.begin, bar.sureFrom], 'it may have begun on any day of 2015').toEqual([dayNumber('2015-01-01'), dayNumber('2015-12-31')]);
  expect([bar.sureTo, bar.finish], 'it may have ended on any day of June').toEqual([dayNumber('2018-06-01') + 1, dayNumber('2018-07-01')]);
});

test('what is open runs to today, what ended nobody knows when fades out', () => {
  expect(barOf(entry('2015-03-01', null), today), 'open').toMatchObject({ open: true, endUnknown: false, finish: today + 1 });
  expect(barOf(entry('2015-03-01', null, true), today), 'ended, date unknown').toMatchObject({ open: false, endUnknown: true });
  expect(barOf(entry(null, '2015-03-01'), today), 'since nobody knows when').toMatchObject({ startUnknown: true });
});

test('a bar is never inside out', () => {
  for (const bar of [entry('2015', '2015'), entry('2018', '2015'), entry(null, null), entry(null, null, true)].map((each) => barOf(each, today))) {
    expect(bar.finish, 'it has a length').toBeGreaterThan(bar.begin);
    expect(bar.sureTo, 'what is sure lies inside').toBeLessThanOrEqual(bar.finish);
  }
});

test('bars that overlap lie in rows of their own', () => {
  const rows = packed([entry('2010', '2014'), entry('2013', '2016'), entry('2017', '2018')].map((each) => barOf(each, today)), 10);
  expect(rows.map((row) => row.length), 'the third has room behind the first').toEqual([2, 1]);
});

test('the axis is as dense as there is room', () => {
  const [first, last] = [dayNumber('2010-05-01'), dayNumber('2020-05-01')];
  expect(ticks(first, last, 300).map((tick) => tick.label), 'a mark a year').toEqual(['2011', '2012', '2013', '2014', '2015', '2016', '2017', '2018', '2019', '2020']);
  expect(ticks(first, first + 120, 20).map((tick) => tick.label), 'a mark a month').toEqual(['2010-05', '2010-06', '2010-07', '2010-08']);
});
