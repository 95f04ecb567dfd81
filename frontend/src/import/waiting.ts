/** Rows that wait for a decision, by reason, and what can be decided of them. */
import type { ImportChoices } from '../bindings/ImportChoices';
import type { ImportPreview } from '../bindings/ImportPreview';
import type { RowPreview } from '../bindings/RowPreview';
import type { RowTake } from '../bindings/RowTake';
import type { SheetPreview } from '../bindings/SheetPreview';
import { placeOf } from './choices';
import { textAt } from './grid-layout';
import { columnIndex } from './slots';

/** A row on its sheet. */
export interface SheetRow {
  sheet: SheetPreview;
  row: RowPreview;
}

export interface WaitingGroup {
  reason: string;
  text: string;
  /** Rows of the file; more than are listed where the list was cut. */
  total: number;
  rows: SheetRow[];
}

/** What waits, the reason with most rows first; a row stays in its place until the file is read again. */
export function waitingGroups(preview: ImportPreview): WaitingGroup[] {
  const groups = new Map<string, WaitingGroup>();
  for (const sheet of preview.sheets) {
    for (const { reason, text, rows } of sheet.reasons.filter((each) => each.outcome === 'pending')) {
      const group = groups.get(reason);
      groups.set(reason, { reason, text, total: (group?.total ?? 0) + rows, rows: group?.rows ?? [] });
    }
    for (const row of sheet.rows.filter((each) => each.outcome === 'pending')) {
      const group = groups.get(row.reasonCode) ?? { reason: row.reasonCode, text: row.reason ?? '', total: 0, rows: [] };
      groups.set(row.reasonCode, { ...group, rows: [...group.rows, { sheet, row }] });
    }
  }
  return [...groups.values()].map((group) => ({ ...group, total: Math.max(group.total, group.rows.length) })).sort((a, b) => b.total - a.total);
}

/** Decisions on rows that no longer wait since the file was read with them. */
export function settledRows(preview: ImportPreview, choices: ImportChoices): { sheet: string; row: number; take: RowTake }[] {
  const waiting = new Set(preview.sheets.flatMap((sheet) => sheet.rows.filter((row) => row.outcome === 'pending').map((row) => placeOf({ sheet: sheet.name, row: row.row }))));
  return choices.decisions.filter((decision) => !waiting.has(placeOf(decision)));
}

export type WaySort = 'ledger' | 'register' | 'best' | 'new' | 'split' | 'wait';

/** What can be said of a row: of one that contradicts the register who is right, of one with candidates which it is. */
export function waysOf({ changes, candidates, reasonCode }: RowPreview): WaySort[] {
  const ways: WaySort[] = [];
  if (reasonCode === 'several_persons') ways.push('split');
  if (changes.length > 0) ways.push('ledger', 'register');
  if (candidates.length > 0) ways.push('best', 'new');
  return [...ways, 'wait'];
}

/** What can be said of all of them alike. */
export function commonWays(rows: readonly SheetRow[]): WaySort[] {
  const [first, ...others] = rows.map(({ row }) => waysOf(row));
  return (first ?? []).filter((way) => others.every((ways) => ways.includes(way)));
}

/** The decision that a way means for a row; null where it does not apply. */
export function takeOf(way: WaySort, row: RowPreview): RowTake | null {
  if (way !== 'best') return { what: way };
  const best = row.candidates[0];
  return best ? { what: 'candidate', id: best.id } : null;
}

/** What a clerk knows a row by: a name, a number, a place. */
const TELLING = ['name', 'org.name', 'owner.name', 'citizen_id', 'org.uscc', 'phone', 'site', 'building', 'unit', 'room', 'address'];

/** The few cells by which a clerk knows the row. */
export function tellingCells({ sheet, row }: SheetRow): { name: string; text: string }[] {
  const told = TELLING.flatMap((field) => sheet.columns.filter((column) => column.field === field).map((column) => ({ name: column.header, text: textAt(sheet, row, columnIndex(column.column)) })));
  const found = told.filter((cell) => cell.text !== '');
  return found.length > 0 ? found.slice(0, 6) : row.cells.filter((cell) => cell !== '').slice(0, 4).map((text) => ({ name: '', text }));
}
