/** The legend as data: a line per class with its mark and its number, and which lines are pressed. */
import type { LegendClass } from '../viewer/viewer';

export interface LegendLine {
  /** Index of the class, as the viewer knows it. */
  index: number;
  code: string;
  drawn: LegendClass | null;
  /** None while it is not known. */
  count: number | null;
  /** Whether a press left only this line and others like it in colour. */
  pressed: boolean;
  /** Whether others are pressed and this is not. */
  faint: boolean;
}

export function legendLines(codes: readonly string[], drawn: readonly LegendClass[], counts: readonly number[] | null, pressed: ReadonlySet<number>): LegendLine[] {
  return codes.map((code, index) => ({
    index, code, drawn: drawn[index] ?? null, count: counts === null ? null : (counts[index] ?? 0), pressed: pressed.has(index), faint: pressed.size > 0 && !pressed.has(index),
  }));
}

/** A press leaves only that line; again, all. With Ctrl, lines add up. Every line pressed is the same as none. */
export function pressLine(pressed: ReadonlySet<number>, index: number, many: boolean, classes: number): ReadonlySet<number> {
  if (!many) return pressed.size === 1 && pressed.has(index) ? new Set() : new Set([index]);
  const next = new Set(pressed);
  if (!next.delete(index)) next.add(index);
  return next.size === classes ? new Set() : next;
}

/** Sums of the classes over some buildings. */
export function addCounts(all: readonly (readonly number[])[], classes: number): number[] {
  return Array.from({ length: classes }, (_, index) => all.reduce((sum, counts) => sum + (counts[index] ?? 0), 0));
}
