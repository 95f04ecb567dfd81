/** Where the cells of the building table lie, in CSS pixels. Columns are as wide as the pane allows. */
import type { RoomTable, TableCell } from './room-table';

export const ROW = 46;
export const HEAD = 30;
export const FLOOR = 46;
/** Clear space between cells, and before each unit. */
const GAP = 3;
const UNIT_GAP = 7;
const NARROWEST = 50;
const WIDEST = 128;
/** Part of a parted room's cell that its sub-rooms take. */
const PARTS_SHARE = 0.5;

export interface Geometry {
  width: number;
  left(column: number): number;
  /** What a column takes, with the clear space before its unit. */
  step(column: number): number;
  /** Everything from the first column to the last. */
  total: number;
}

export function geometry(table: RoomTable, room: number): Geometry {
  const starts = table.units.map((unit) => unit.start).filter((start) => start > 0);
  const before = (column: number): number => starts.filter((start) => start <= column).length * UNIT_GAP;
  const free = room - FLOOR - 14 - starts.length * UNIT_GAP;
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.floor(free / Math.max(1, table.columns))));
  return {
    width,
    left: (column) => FLOOR + column * width + before(column),
    step: (column) => width + (starts.includes(column) ? UNIT_GAP : 0),
    total: FLOOR + table.columns * width + starts.length * UNIT_GAP + 10,
  };
}

/** The box of a cell, or of one of its parts, as a style. */
export function boxOf(at: Geometry, cell: TableCell, part = -1): string {
  const left = at.left(cell.column);
  const width = cell.span * at.width - GAP;
  const height = ROW - GAP;
  if (part < 0) return `left:${left}px;top:0;width:${width}px;height:${height}px`;
  const each = width / cell.parts.length;
  const top = height * PARTS_SHARE;
  return `left:${left + each * part}px;top:${top}px;width:${each}px;height:${height - top}px`;
}
