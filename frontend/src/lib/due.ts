/** A date of a finding as people speak of it: how long it has been, or how long still. */
import { t } from '../i18n/index.svelte';
import { isoDay } from './partial-date';

const DAY_MS = 864e5;

/** Whole days from one day to another; negative when it lies before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** `on` is a full date (ISO 8601). */
export function dueText(on: string, today = isoDay(new Date())): string {
  const days = daysBetween(today, on);
  if (Number.isNaN(days)) return on;
  if (days === 0) return t('today.dueToday');
  return days > 0 ? t('today.dueIn', { n: days }) : t('today.dueSince', { n: -days });
}
