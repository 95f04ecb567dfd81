/** A decade of the map, quarter by quarter, as steps of a slider. */
import type { MapTimeline } from '../bindings/MapTimeline';

export interface Quarter {
  year: number;
  /** 1 to 4. */
  quarter: number;
}

/** The quarter a day falls in; `null` where the text is no day. */
export function quarterOf(day: string): Quarter | null {
  const [year, month] = day.split('-').map(Number);
  return year && month ? { year, quarter: Math.ceil(month / 3) } : null;
}

/** The step that shows a day: the last one not after it; none before the first. A year or month counts from its first day. */
export function stepOf(days: readonly string[], day: string | null): number {
  if (day === null) return days.length - 1;
  return Math.max(0, days.findLastIndex((each) => each <= day));
}

/** The classes of a step by building. */
export function classesAt(timeline: MapTimeline, step: number): Map<string, string> {
  return new Map(timeline.buildings.map(({ id, classes }) => [id, classes.charAt(step) || '-']));
}

/** Steps at which a year begins, for the marks beneath the slider: where along it (0 to 1) and which year. */
export function yearMarks(days: readonly string[]): { at: number; year: number }[] {
  const last = Math.max(1, days.length - 1);
  return days.flatMap((day, step) => {
    const [here, before] = [quarterOf(day)?.year, quarterOf(days[step - 1] ?? '')?.year];
    return here !== undefined && step > 0 && here !== before ? [{ at: step / last, year: here }] : [];
  });
}
