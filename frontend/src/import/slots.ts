/** The columns of a sheet as a spreadsheet counts them: some carry a header and a meaning, some nothing. */
import type { ColumnPreview } from '../bindings/ColumnPreview';
import type { SheetPreview } from '../bindings/SheetPreview';

export interface Slot {
  letters: string;
  /** None where the column has no header. */
  column: ColumnPreview | null;
}

/** The place of a column letter, counted from 0; −1 for what is no letter. */
export function columnIndex(letters: string): number {
  if (!/^[A-Z]{1,3}$/.test(letters)) return -1;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** The letter of a column counted from 0: 26 is AA. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? columnLetters(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}

/** Every column up to the last that has a header or a value. */
export function slotsOf(sheet: SheetPreview): Slot[] {
  const known = new Map(sheet.columns.map((column) => [columnIndex(column.column), column]));
  const count = Math.max(0, ...[...known.keys()].map((index) => index + 1), ...sheet.rows.map((row) => row.cells.length));
  return Array.from({ length: count }, (_, index) => ({ letters: columnLetters(index), column: known.get(index) ?? null }));
}
