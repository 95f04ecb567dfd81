import { expect, test } from 'vitest';
import { addCounts, legendLines, pressLine } from './legend-lines';

const none: ReadonlySet<number> = new Set();

test('a press leaves one line in colour, the same press brings all back', () => {
  const one = pressLine(none, 2, false, 5);
  expect([...one], 'only this').toEqual([2]);
  expect([...pressLine(one, 4, false, 5)], 'another press leads to that line alone').toEqual([4]);
  expect(pressLine(one, 2, false, 5).size, 'the same line again ends it').toBe(0);
});

test('with Ctrl lines add up, and all of them are the same as none', () => {
  const two = pressLine(pressLine(none, 0, true, 3), 2, true, 3);
  expect([...two], 'two lines').toEqual([0, 2]);
  expect([...pressLine(two, 0, true, 3)], 'a pressed line is taken out').toEqual([2]);
  expect(pressLine(two, 1, true, 3).size, 'nothing would step back').toBe(0);
});

test('lines beside a pressed one step back', () => {
  const lines = legendLines(['let', 'vacant'], [{ colour: 'c', ink: 'i', pattern: 'dots' }], [3], new Set([0]));
  expect(lines.map((line) => [line.pressed, line.faint]), 'one stands out').toEqual([[true, false], [false, true]]);
  expect(lines.map((line) => line.count), 'a class nobody counted has none of them').toEqual([3, 0]);
  expect(lines[1]?.drawn, 'a class that the viewer does not draw yet has no mark').toBeNull();
  expect(legendLines(['let'], [], null, none)[0]?.count, 'before the numbers are there no zero is claimed').toBeNull();
});

test('the numbers of several buildings are added class by class', () => {
  expect(addCounts([[1, 2], [3], []], 3)).toEqual([4, 2, 0]);
});
