import { expect, test } from 'vitest';
import { fileName, rate, secondsLeft, shortMoment, size } from './format';

test('a file is named without its folder on every system', () => {
  expect(fileName('/srv/台账/人口台账.xlsx'), 'Linux').toBe('人口台账.xlsx');
  expect(fileName('D:\\台账\\人口台账.xlsx'), 'Windows').toBe('人口台账.xlsx');
});

test('sizes carry no more digits than a reader needs', () => {
  expect(size(2_400, 'en'), 'small').toBe('2.4 kB');
  expect(size(18_400_000, 'en'), 'large').toBe('18 MB');
});

test('time left is told only when it can be known', () => {
  expect(secondsLeft(0, 100, 5000), 'nothing done yet').toBeNull();
  expect(secondsLeft(10, 0, 5000), 'total unknown').toBeNull();
  expect(secondsLeft(25, 100, 5000), '75 of 100 left at 5 a second').toBe(15);
});

test('rows a second are those so far', () => {
  expect(rate(5000, 1000), 'five thousand in a second').toBe(5000);
  expect(rate(0, 1000), 'nothing done says nothing').toBeNull();
});

test('the year is said only where it is not this one', () => {
  const at = new Date(2026, 5, 1, 8, 30).getTime();
  expect(shortMoment(at, 'zh-CN', new Date(2026, 10, 22)), 'this year').not.toContain('2026');
  expect(shortMoment(at, 'zh-CN', new Date(2027, 0, 1)), 'last year').toContain('2026');
});
