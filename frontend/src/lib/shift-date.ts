/** A date some years, months or days on or back, as exact as it was. */
import { isoDay } from './partial-date';

export interface Step {
  years?: number;
  months?: number;
  days?: number;
}

/** Moves a date; the 31st of a month without one becomes its last day. A step finer than the date leaves it as it is. */
export function shiftDate(date: string, { years = 0, months = 0, days = 0 }: Step): string {
  const [year, month, day] = date.split('-').map(Number);
  if (year === undefined) return date;
  if (month === undefined) return String(year + years).padStart(4, '0');
  const monthly = new Date(year + years, month - 1 + months, 1, 12);
  if (day === undefined) return isoDay(monthly).slice(0, 7);
  const last = new Date(monthly.getFullYear(), monthly.getMonth() + 1, 0).getDate();
  return isoDay(new Date(monthly.getFullYear(), monthly.getMonth(), Math.min(day, last) + days, 12));
}
