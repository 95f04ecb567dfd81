/** Dates as exact as known: 1980, 1980-01, 1980-01-05. The register takes nothing else. */

export type Precision = 'year' | 'month' | 'day';

/** Reads a date as a clerk types it (2024.5.3, 2024年5月, 20240503 …); `null` where it is none. */
export function readPartialDate(text: string): string | null {
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  const parts = compact ?? /^(\d{4})(?:\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})\s*日?)?\s*月?)?\s*年?$/.exec(text.trim());
  if (!parts?.[1]) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 0), Number(parts[3] ?? 0)];
  if (year < 1800 || month > 12 || day > daysIn(year, month)) return null;
  if ((parts[2] !== undefined && month === 0) || (parts[3] !== undefined && day === 0)) return null;
  return [pad(year, 4), ...(month ? [pad(month, 2)] : []), ...(day ? [pad(day, 2)] : [])].join('-');
}

export function precisionOf(date: string): Precision {
  return date.length >= 10 ? 'day' : date.length >= 7 ? 'month' : 'year';
}

/** The day of an instant in the user's own time zone. */
export function isoDay(at: Date): string {
  return `${pad(at.getFullYear(), 4)}-${pad(at.getMonth() + 1, 2)}-${pad(at.getDate(), 2)}`;
}

function daysIn(year: number, month: number): number {
  return month === 0 ? 31 : new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
