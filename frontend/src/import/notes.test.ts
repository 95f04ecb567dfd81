import { expect, test } from 'vitest';
import type { ImportWarning } from '../bindings/ImportWarning';
import { noteGroups, noteLines } from './notes';

const note = (row: number, message: string, column: string | null = 'C'): ImportWarning => ({ sheet: '人口', row, column, code: 'x', message, raw: null });
const NOTES = [note(0, '不予收录', 'K'), note(3, '校验位不符'), note(4, '不是日期', 'E'), note(5, '校验位不符'), note(6, '校验位不符', 'F')];

test('what is said of many cells of a column is said once', () => {
  const groups = noteGroups(NOTES);
  expect(groups.map((group) => [group.first.message, group.first.column, group.places.length]), 'in the order it was said first, columns apart').toEqual([['不予收录', 'K', 1], ['校验位不符', 'C', 2], ['不是日期', 'E', 1], ['校验位不符', 'F', 1]]);
});

test('a group shows its places when it is opened, and no note is lost', () => {
  const groups = noteGroups(NOTES);
  expect(noteLines(groups, new Set()).length, 'closed, a group is one line').toBe(4);
  const opened = noteLines(groups, new Set(groups.map((group) => group.key)));
  expect(opened.flatMap((line) => ('note' in line ? [line.note.row] : [])), 'every place has its line').toEqual([0, 3, 5, 4, 6]);
});
