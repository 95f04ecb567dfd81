/** How numbers, times and names of files are written on the screen. */

export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

export function size(bytes: number, locale: string): string {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  return `${value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 })} ${unit}`;
}

/** A moment to the minute, as people write it here. */
export function moment(ms: number, locale: string): string {
  return new Date(ms).toLocaleString(locale === 'en' ? 'en-GB' : locale, { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false });
}

/** A moment to the minute; the year is said where it is not this one. */
export function shortMoment(ms: number, locale: string, now = new Date()): string {
  if (new Date(ms).getFullYear() !== now.getFullYear()) return moment(ms, locale);
  return new Date(ms).toLocaleString(locale === 'en' ? 'en-GB' : locale, { month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hour12: false });
}

/** Seconds and minutes left, rounded the way a person would say it. */
export function secondsLeft(done: number, total: number, elapsedMs: number): number | null {
  if (done <= 0 || total <= 0 || elapsedMs < 500) return null;
  return Math.max(0, Math.round(((total - done) * elapsedMs) / done / 1000));
}

/** Rows per second so far. */
export function rate(done: number, elapsedMs: number): number | null {
  return done > 0 && elapsedMs > 300 ? Math.round((done * 1000) / elapsedMs) : null;
}
