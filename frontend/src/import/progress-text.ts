/** How far a job is, in words: rows, rows per second, time left. */
import { locale, t } from '../i18n/index.svelte';
import type { JobState } from '../state/job.svelte';

/** A time as people say it: seconds under two minutes, else minutes, else hours and minutes. */
export function duration(seconds: number): string {
  if (seconds < 120) return t('duration.seconds', { n: seconds });
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? t('duration.minutes', { n: minutes }) : t('duration.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

export function progressText({ progress, perSecond, left }: Pick<JobState, 'progress' | 'perSecond' | 'left'>): string {
  if (!progress || progress.done === 0) return '';
  const number = (n: number): string => n.toLocaleString(locale());
  const rows = progress.total > 0 ? t('import.progress', { done: number(progress.done), total: number(progress.total) }) : t('import.progressDone', { done: number(progress.done) });
  return [rows, perSecond ? t('import.rate', { rate: number(perSecond) }) : '', left !== null && left > 0 ? t('import.left', { time: duration(left) }) : ''].filter(Boolean).join(' · ');
}
