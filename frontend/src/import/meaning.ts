/** What a column is called in the register, by the program's reading and the clerk's word. */
import type { ColumnPreview } from '../bindings/ColumnPreview';
import type { SheetChoices } from '../bindings/SheetChoices';
import { t } from '../i18n/index.svelte';
import { columnName } from '../lib/field-text';
import type { Slot } from './slots';

/** The field a column carries, the clerk's word before the program's reading. */
export function fieldOf(column: ColumnPreview, said: SheetChoices): string | null {
  const choice = said.columns.find((each) => each.column === column.column);
  return choice ? choice.field : column.field;
}

export function meaningName({ column }: Slot, said: SheetChoices): string {
  if (!column) return '';
  if (column.refused !== null) return column.header;
  const field = fieldOf(column, said);
  if (field !== null) return columnName(field);
  if (said.columns.some((each) => each.column === column.column)) return t('columns.left');
  return t(column.unsupported ? 'columns.unsupported' : 'columns.unknown');
}

export type MeaningTone = 'sure' | 'doubtful' | 'unknown' | 'left' | 'refused';

/** How a meaning is drawn: below this confidence it asks to be looked at. */
const SURE = 90;

export function toneOf(column: ColumnPreview, said: SheetChoices): MeaningTone {
  if (column.refused !== null) return 'refused';
  const choice = said.columns.find((each) => each.column === column.column);
  if (choice) return choice.field === null ? 'left' : 'sure';
  if (column.unsupported) return 'left';
  if (column.field === null) return 'unknown';
  return column.confidence >= SURE ? 'sure' : 'doubtful';
}
