import { expect, test } from 'vitest';
import type { RowPreview } from '../bindings/RowPreview';
import { blocksOf, cellsOf, homeOf, widthsOf } from './grid-layout';
import { stepFrom } from './grid-keys';
import { columnIndex, columnLetters } from './slots';

const row = (number: number, cells: string[]): RowPreview => ({ row: number, outcome: 'added', reason: null, reasonCode: '', cells, changes: [], hidden: false, marks: [], candidates: [] });
const ROWS = [row(1, ['title', '', '']), row(2, ['1幢', 'a', 'b']), row(3, ['', 'c', 'd']), row(4, ['', 'e', 'f']), row(9, ['', 'g', 'h'])];
const MERGES = [{ row: 1, column: 0, rows: 1, columns: 3 }, { row: 2, column: 0, rows: 8, columns: 1 }];

test('merged cells are drawn as one', () => {
  const blocks = blocksOf(ROWS, MERGES);
  expect(cellsOf(ROWS, 0, 3, blocks, 0, 4), 'the title runs over all columns').toEqual([{ column: 0, lines: 1, columns: 3, text: 'title' }]);
  expect(cellsOf(ROWS, 1, 3, blocks, 0, 4)[0], 'the building runs down its rows, as far as those follow each other in the list and the file').toEqual({ column: 0, lines: 4, columns: 1, text: '1幢' });
  expect(cellsOf(ROWS, 2, 3, blocks, 0, 4).map((cell) => cell.column), 'what lies under it is not drawn again').toEqual([1, 2]);
});

test('a merged cell that begins above what is drawn is taken up at the first drawn line', () => {
  const blocks = blocksOf(ROWS, MERGES);
  expect(cellsOf(ROWS, 2, 3, blocks, 2, 3)[0], 'its words go along').toEqual({ column: 0, lines: 2, columns: 1, text: '1幢' });
});

test('every line of every window covers all its columns exactly once', () => {
  const blocks = blocksOf(ROWS, MERGES);
  for (let first = 0; first < ROWS.length; first++)
    for (let last = first; last < ROWS.length; last++) {
      const covered = ROWS.map(() => [0, 0, 0]);
      for (let line = first; line <= last; line++)
        for (const cell of cellsOf(ROWS, line, 3, blocks, first, last))
          for (let down = line; down < line + cell.lines; down++) for (let across = cell.column; across < cell.column + cell.columns; across++) (covered[down] as number[])[across] = ((covered[down] as number[])[across] ?? 0) + 1;
      expect(covered.slice(first, last + 1).flat().every((times) => times === 1), `lines ${first} to ${last} leave no hole and overlap nowhere`).toBe(true);
    }
});

test('the keys leave a merged cell as a whole and come back to it', () => {
  const grid = { rows: ROWS, columns: 3, blocks: blocksOf(ROWS, MERGES) };
  expect(stepFrom(grid, { line: 0, column: 0 }, 'ArrowRight', false, 5), 'right of the title is nothing').toEqual({ line: 0, column: 3 });
  expect(stepFrom(grid, { line: 1, column: 0 }, 'ArrowDown', false, 5), 'below the building is the end of the list').toEqual({ line: 5, column: 0 });
  expect(homeOf(grid.blocks, 3, 0), 'from the side it is entered at its top').toMatchObject({ line: 1, column: 0 });
});

test('columns are wide enough for their values and never endless', () => {
  const slots = ['A', 'B'].map((letters) => ({ letters, column: null }));
  const [narrow = 0, wide = 0] = widthsOf(slots, ['', ''], [row(1, ['男', 'x'.repeat(900)]), row(2, ['女', 'y'.repeat(900)])], new Set());
  expect(narrow < wide && wide <= 240, 'a long remark does not push the others away').toBe(true);
});

test('letters and places of columns are the same thing', () => {
  for (const index of [0, 25, 26, 51, 52, 701, 702]) expect(columnIndex(columnLetters(index)), `column ${index}`).toBe(index);
  expect([columnLetters(26), columnIndex('')], 'AA follows Z; nothing is no column').toEqual(['AA', -1]);
});
