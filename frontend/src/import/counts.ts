/** Rows by what becomes of them: sums that anyone can add up, and the filter that a count stands for. */
import type { ImportPreview } from '../bindings/ImportPreview';
import type { OutcomeCountsView } from '../bindings/OutcomeCountsView';
import type { ReasonCount } from '../bindings/ReasonCount';
import type { RowPreview } from '../bindings/RowPreview';
import { OUTCOMES, type Outcome } from '../codes';

/** Which rows are shown: all, those of an outcome, or those of one reason. */
export interface RowFilter {
  outcome: Outcome | null;
  reason: string | null;
}

export const EVERY_ROW: RowFilter = { outcome: null, reason: null };

export function total(counts: OutcomeCountsView): number {
  return OUTCOMES.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** Rows the register would take in one way or another. */
export function written(counts: OutcomeCountsView): number {
  return counts.added + counts.updated + counts.pending;
}

/** How wide each outcome's part of the bar is, in percent; a part that is there is never too thin to be seen. */
export function shares(counts: OutcomeCountsView): { outcome: Outcome; percent: number }[] {
  const there = OUTCOMES.filter((outcome) => counts[outcome] > 0);
  const least = 1;
  const room = 100 - least * there.length;
  return there.map((outcome) => ({ outcome, percent: least + (room * counts[outcome]) / total(counts) }));
}

export function matches({ outcome, reason }: RowFilter, row: RowPreview): boolean {
  return (outcome === null || row.outcome === outcome) && (reason === null || row.reasonCode === reason);
}

/** The reasons of an outcome over all sheets, most rows first; rows that owe no reason are left to the outcome's own count. */
export function reasonsOf(preview: ImportPreview, outcome: Outcome): ReasonCount[] {
  const all = new Map<string, ReasonCount>();
  for (const each of preview.sheets.flatMap((sheet) => sheet.reasons)) {
    if (each.outcome !== outcome || each.reason === '') continue;
    all.set(each.reason, { ...each, rows: each.rows + (all.get(each.reason)?.rows ?? 0) });
  }
  return [...all.values()].sort((a, b) => b.rows - a.rows);
}
