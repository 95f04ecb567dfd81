/** How a building table is laid on sheets of paper: whole units together as far as they fit, else cut between columns. */
import type { RoomTable, TableUnit } from '../room-table';

export type Paper = 'a4' | 'a3';

/** Landscape, millimetres, and how narrow a column may be. */
const SHEETS = { a4: { width: 297, height: 210 }, a3: { width: 420, height: 297 } } as const;
const MARGIN_MM = 10;
const FLOOR_MM = 11;
const NARROWEST_MM = 15;
const WIDEST_MM = 30;
/** Title, legend and unit headers. */
const HEAD_MM = 30;
const ROW_MM = { least: 5.4, most: 11 } as const;

export interface PrintPage {
  /** First and last column, counted from 0; the last one is not on it. */
  from: number;
  to: number;
  /** Units on it, cut to its columns. */
  units: TableUnit[];
}

export interface PrintLayout {
  pages: PrintPage[];
  columnMm: number;
  rowMm: number;
  /** Floors on one sheet; more go on to the next. */
  floors: number;
}

export function layOutPrint(table: RoomTable, paper: Paper): PrintLayout {
  const sheet = SHEETS[paper];
  const most = Math.floor((sheet.width - 2 * MARGIN_MM - FLOOR_MM) / NARROWEST_MM);
  const pages = pagesOf(table.units, most);
  const widest = Math.max(1, ...pages.map((page) => page.to - page.from));
  const free = sheet.height - 2 * MARGIN_MM - HEAD_MM;
  const rowMm = Math.min(ROW_MM.most, Math.max(ROW_MM.least, free / Math.max(1, table.floors.length)));
  return { pages, columnMm: Math.min(WIDEST_MM, (sheet.width - 2 * MARGIN_MM - FLOOR_MM) / widest), rowMm, floors: Math.max(1, Math.floor(free / rowMm + 1e-6)) };
}

function pagesOf(units: readonly TableUnit[], most: number): PrintPage[] {
  const pages: PrintPage[] = [];
  for (const unit of units.flatMap((each) => pieces(each, most))) {
    const last = pages.at(-1);
    if (last && unit.start + unit.columns - last.from <= most) {
      last.to = unit.start + unit.columns;
      last.units.push(unit);
    } else pages.push({ from: unit.start, to: unit.start + unit.columns, units: [unit] });
  }
  return pages;
}

/** A unit too wide for a sheet, in pieces of about the same width. */
function pieces(unit: TableUnit, most: number): TableUnit[] {
  const count = Math.ceil(unit.columns / most);
  const each = Math.ceil(unit.columns / count);
  return Array.from({ length: count }, (_, index) => ({ name: unit.name, start: unit.start + index * each, columns: Math.min(each, unit.columns - index * each) }));
}
