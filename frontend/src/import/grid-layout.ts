/** How a sheet is drawn: merged cells, marks and widths. Rows are listed as the program chose them and may skip numbers. */
import type { CellMark } from '../bindings/CellMark';
import type { MergedCells } from '../bindings/MergedCells';
import type { RowPreview } from '../bindings/RowPreview';
import type { SheetPreview } from '../bindings/SheetPreview';
import type { Slot } from './slots';

/** A merged range on the rows that are drawn: its first line and column, and how many of each it covers. */
export interface Block {
  line: number;
  column: number;
  lines: number;
  columns: number;
}

export type Blocks = ReadonlyMap<string, Block>;

const key = (line: number, column: number): string => `${line}:${column}`;

/** Which merged range each cell belongs to. Of a range only neighbouring lines are joined: others may lie between. */
export function blocksOf(rows: readonly RowPreview[], merges: readonly MergedCells[]): Blocks {
  const blocks = new Map<string, Block>();
  const lines = new Map(rows.map((row, line) => [row.row, line]));
  for (const merge of merges) {
    let block: Block | null = null;
    for (let row = merge.row; row < merge.row + merge.rows; row++) {
      const line = lines.get(row);
      if (line === undefined) continue;
      if (block && block.line + block.lines === line) block.lines += 1;
      else block = { line, column: merge.column, lines: 1, columns: merge.columns };
      for (let column = merge.column; column < merge.column + merge.columns; column++) blocks.set(key(line, column), block);
    }
  }
  return blocks;
}

export interface Cell {
  column: number;
  lines: number;
  columns: number;
  text: string;
}

/** The cells of a line where only the lines from `first` to `last` are drawn: a range that begins above is taken up at `first`. */
export function cellsOf(rows: readonly RowPreview[], line: number, columns: number, blocks: Blocks, first: number, last: number): Cell[] {
  const cells: Cell[] = [];
  for (let column = 0; column < columns; column++) {
    const text = rows[line]?.cells[column] ?? '';
    const block = blocks.get(key(line, column));
    if (!block) {
      cells.push({ column, lines: 1, columns: 1, text });
      continue;
    }
    const begins = Math.max(block.line, first);
    if (line !== begins || column !== block.column) continue;
    const end = Math.min(block.line + block.lines - 1, last);
    const own = rows[block.line]?.cells[column] ?? '';
    cells.push({ column, lines: end - begins + 1, columns: Math.min(block.columns, columns - column), text: own || text });
  }
  return cells;
}

/** The cell that holds a place: of a merged range its first. */
export function homeOf(blocks: Blocks, line: number, column: number): { line: number; column: number } {
  return blocks.get(key(line, column)) ?? { line, column };
}

/** What stands in a cell, or in the merged range it is part of. */
export function textAt(sheet: SheetPreview, row: RowPreview, column: number): string {
  const own = row.cells[column] ?? '';
  const merge = own === '' && sheet.merges.find((each) => each.row <= row.row && row.row < each.row + each.rows && each.column <= column && column < each.column + each.columns);
  return (merge && sheet.rows.find((each) => each.row === merge.row)?.cells[merge.column]) || own;
}

export type Mark = 'inherited' | 'struck' | 'filled' | 'problem' | 'fixed' | 'cleaned';

/** The marks of a cell, by name. */
export function marksOf(row: RowPreview, column: number): ReadonlyMap<Mark, string> {
  return new Map(row.marks.filter((mark: CellMark) => mark.column === column).map((mark) => [mark.mark as Mark, mark.text]));
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/;
const PER_WIDE = 13;
const PER_NARROW = 7.4;
const PADDING = 20;
const [NARROWEST, WIDEST] = [76, 240];

/** How wide a text stands, in pixels. */
export function textWidth(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? PER_WIDE : PER_NARROW;
  return width;
}

/** The width of each column, in pixels: what its values and its name need, within reason. */
export function widthsOf(slots: readonly Slot[], names: readonly string[], rows: readonly RowPreview[], titles: ReadonlySet<number>): number[] {
  const measured = rows.filter((row) => !titles.has(row.row)).slice(0, 60);
  return slots.map(({ column }, index) => {
    const values = [...(column?.examples ?? []), ...measured.map((row) => row.cells[index] ?? '')].map(textWidth).sort((a, b) => a - b);
    const usual = values[Math.floor((values.length - 1) * 0.95)] ?? 0;
    return Math.round(Math.min(WIDEST, Math.max(NARROWEST, usual + PADDING, textWidth(names[index] ?? '') + PADDING + 18, textWidth(column?.header.split('·').at(-1) ?? '') + PADDING)));
  });
}

/** Rows above the first header row, and rows that print a title: their cells say nothing of a column's width. */
export function titleRows(rows: readonly RowPreview[], header: readonly number[]): ReadonlySet<number> {
  const first = header[0] ?? 0;
  return new Set(rows.filter((row) => row.row < first || ['title', 'signature', 'legend', 'header_note', 'section'].includes(row.reasonCode)).map((row) => row.row));
}
