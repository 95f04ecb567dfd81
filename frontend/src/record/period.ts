/** How long something was, in as few characters as are honest. */
import { t } from '../i18n/index.svelte';

/** `2019-05 – 今`, `不详 – 2020`, one day alone; nothing where nothing is known. */
export function period(from: string | null, to: string | null, open: boolean): string {
  if (from !== null && from === to) return from;
  if (from === null && to === null) return '';
  const end = to ?? (open ? t('person.now') : t('date.unknown'));
  return `${from ?? t('date.unknown')} – ${end}`;
}
