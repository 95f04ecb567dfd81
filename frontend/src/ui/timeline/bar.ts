/** How a dated record stands on a line of days: what is sure of it, and what its dates leave open. */
import type { TimelineEntry } from '../../bindings/TimelineEntry';

const DAY_MS = 86_400_000;
/** How far a side fades out that nothing is known of, days. */
const UNKNOWN_DAYS = 180;

/** Days since 1970. Between `begin` and `sureFrom`, and between `sureTo` and `finish`, it may or may not have held. */
export interface Bar {
  entry: TimelineEntry;
  begin: number;
  sureFrom: number;
  sureTo: number;
  finish: number;
  startUnknown: boolean;
  endUnknown: boolean;
  open: boolean;
}

export function dayNumber(iso: string): number {
  return Math.floor(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);
}

/** The days that a partial date may mean: the first, and the one after the last. */
export function daysOf(date: string): [number, number] {
  const [year = 1970, month, day] = date.split('-').map(Number);
  if (month === undefined) return [Date.UTC(year, 0, 1) / DAY_MS, Date.UTC(year + 1, 0, 1) / DAY_MS];
  if (day === undefined) return [Date.UTC(year, month - 1, 1) / DAY_MS, Date.UTC(year, month, 1) / DAY_MS];
  const only = Date.UTC(year, month - 1, day) / DAY_MS;
  return [only, only + 1];
}

export function barOf(entry: TimelineEntry, today: number): Bar {
  const from = entry.from ? daysOf(entry.from) : null;
  const to = entry.to ? daysOf(entry.to) : null;
  const open = !to && !entry.ended;
  const latest = to ?? (open ? [today + 1, today + 1] : null);
  const begin = from?.[0] ?? (latest?.[0] ?? today) - UNKNOWN_DAYS;
  const sureFrom = from ? from[1] - 1 : (latest?.[0] ?? today);
  const finish = latest?.[1] ?? (from?.[1] ?? today) + UNKNOWN_DAYS;
  const sureTo = latest ? latest[0] + (open ? 0 : 1) : sureFrom;
  return { entry, begin, sureFrom: Math.min(sureFrom, finish), sureTo: Math.max(begin, Math.min(sureTo, finish)), finish: Math.max(finish, begin + 1), startUnknown: from === null, endUnknown: latest === null, open };
}

/** Bars in as few rows as they fit in without lying over each other; `gap` days stay between them. */
export function packed(bars: readonly Bar[], gap: number): Bar[][] {
  const rows: Bar[][] = [];
  for (const bar of [...bars].sort((a, b) => a.begin - b.begin || b.finish - a.finish)) {
    const row = rows.find((each) => (each.at(-1)?.finish ?? -Infinity) + gap <= bar.begin);
    if (row) row.push(bar);
    else rows.push([bar]);
  }
  return rows;
}

export interface Tick {
  day: number;
  label: string;
}

/** Marks of the axis: years, or months where a year has room for them; `least` is the fewest days between two. */
export function ticks(first: number, last: number, least: number): Tick[] {
  const step = [1, 3, 12, 24, 60, 120, 240].find((months) => months * 30.4 >= least) ?? 480;
  const start = new Date(first * DAY_MS).getUTCFullYear();
  const marks: Tick[] = [];
  for (let month = 0; ; month += step) {
    const base = step >= 12 ? Math.floor(start / (step / 12)) * (step / 12) : start;
    const at = new Date(Date.UTC(base, month, 1));
    const day = at.getTime() / DAY_MS;
    if (day > last) return marks;
    if (day >= first) marks.push({ day, label: at.getUTCMonth() === 0 ? String(at.getUTCFullYear()) : `${at.getUTCFullYear()}-${String(at.getUTCMonth() + 1).padStart(2, '0')}` });
  }
}
