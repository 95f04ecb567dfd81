/** The day that room, person, organisation and building pages show; none: today. It stays as one walks from page to page. */
import { isoDay, readPartialDate } from '../lib/partial-date';
import { shiftDate, type Step } from '../lib/shift-date';
import { session } from './session.svelte';

class AsOf {
  date = $state<string | null>(null);
  past = $derived(this.date !== null);

  /** Takes what was typed; nothing, or today, is today. Says whether it was a date. */
  set(text: string | null): boolean {
    const read = text === null || text.trim() === '' ? null : readPartialDate(text);
    if (text !== null && text.trim() !== '' && read === null) return false;
    this.date = read === isoDay(new Date()) ? null : read;
    return true;
  }

  /** A year, a month or a day on or back. */
  step(by: Step): void {
    this.set(shiftDate(this.date ?? isoDay(new Date()), by));
  }

  /** What is said to the program: nothing for today. */
  asked(): { asOf?: string } {
    return this.date === null ? {} : { asOf: this.date };
  }
}

export const asOf = new AsOf();
session.onLock(() => (asOf.date = null));
