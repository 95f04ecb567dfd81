/** Paper is a list that leaves: before a sheet is printed, the audit log has it, and the sheet has who prints it and when. */
import { call } from '../backend';
import type { MapShown } from '../bindings/MapShown';
import type { PrintedSheet } from '../bindings/PrintedSheet';
import { locale } from '../i18n/index.svelte';
import { moment } from '../lib/format';

/** Who prints, and when. Rejects where the role may not print: then nothing is printed. */
export async function noted(sheet: PrintedSheet, shown: MapShown): Promise<string> {
  const { by, atMs } = await call('note_print', { sheet, shown });
  return `${by} ${moment(atMs, locale())}`;
}
