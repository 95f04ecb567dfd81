/** What the clerk is looking at while a file is being checked: sheet, column, cell, rows. It stays while the file is read again. */
import { tick } from 'svelte';
import type { Outcome } from '../codes';
import { imports } from '../state/imports.svelte';
import { EVERY_ROW, type RowFilter } from './counts';

export const PARTS = ['table', 'waiting', 'effects', 'warnings'] as const;
export type Part = (typeof PARTS)[number];

class Workspace {
  part = $state<Part>('table');
  #sheet = $state('');
  /** The letter of the column that is opened beside the table. */
  column = $state<string | null>(null);
  /** The cell the keys are on: a row of the file and a column counted from 0. */
  cell = $state.raw<{ row: number; column: number } | null>(null);
  filter = $state.raw<RowFilter>(EVERY_ROW);
  #file = '';

  /** The sheet that is shown; the first with records where none was chosen. */
  sheet = $derived.by(() => {
    const sheets = imports.preview?.sheets ?? [];
    return sheets.find((each) => each.name === this.#sheet) ?? sheets.find((each) => each.ledger !== '' && !each.skipped) ?? sheets[0] ?? null;
  });

  /** Another file begins at its first sheet; the same file read again leaves everything where it is. */
  begin(file: string): void {
    if (file === this.#file) return;
    this.#file = file;
    this.part = 'table';
    this.showSheet('');
    this.filter = EVERY_ROW;
  }

  end(): void {
    this.#file = '';
  }

  showSheet(name: string): void {
    this.#sheet = name;
    this.column = null;
    this.cell = null;
  }

  /** Shows the rows of an outcome, or all again where those were shown. */
  toggle(outcome: Outcome, reason: string | null = null): void {
    const shown = this.filter.outcome === outcome && this.filter.reason === reason;
    this.filter = shown ? (reason === null ? EVERY_ROW : { outcome, reason: null }) : { outcome, reason };
    this.cell = null;
    this.part = 'table';
  }

  /** Closes the column that is open, else shows all rows again; false where there was nothing to close. */
  close(): boolean {
    if (this.column !== null) closeColumn();
    else if (this.filter.outcome !== null) this.filter = EVERY_ROW;
    else return false;
    return true;
  }

  /** Opens a cell of a sheet, whatever rows are shown. */
  goTo(sheet: string, row: number, column: number | null): void {
    this.showSheet(sheet);
    this.filter = EVERY_ROW;
    this.part = 'table';
    this.cell = { row, column: column ?? 0 };
  }
}

export const workspace = new Workspace();

/** Puts the keys on the column that was just opened from the table. */
export async function enterColumn(): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>('[data-testid=column-field]')?.focus();
}

/** Closes the column and puts the keys back on the table. */
export function closeColumn(): void {
  workspace.column = null;
  document.querySelector<HTMLElement>('[data-testid=import-rows]')?.focus({ preventScroll: true });
}
