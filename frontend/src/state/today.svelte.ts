/** What is due today, and the one list of findings that is open. Read again after every write. */
import { asRpcError, call } from '../backend';
import type { FindingHit } from '../bindings/FindingHit';
import type { ReminderSetting } from '../bindings/ReminderSetting';
import type { RpcError } from '../bindings/RpcError';
import type { TodayGroup } from '../bindings/TodayGroup';
import type { TodayView } from '../bindings/TodayView';
import { t } from '../i18n/index.svelte';
import { Latest } from '../lib/latest';
import { Paged } from '../lib/paged.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

class Today {
  view = $state.raw<TodayView | null>(null);
  error = $state.raw<RpcError | null>(null);
  /** The code whose whole list is open. */
  code = $state<string | null>(null);
  /** Where the user was in that list. */
  at = $state(0);
  hits = new Paged<FindingHit>(async (offset, limit) => {
    const found = await call('findings', { code: this.code ?? '', offset, limit });
    return { count: found.count, rows: found.hits };
  });
  #latest = new Latest();

  groups = $derived<TodayGroup[]>(this.view?.groups ?? []);
  group = $derived(this.groups.find((group) => group.code === this.code) ?? null);
  /** Records whose date has come: what the badge counts. */
  due = $derived(this.groups.filter((group) => group.topic === 'due').reduce((sum, group) => sum + group.count, 0));

  async load(): Promise<void> {
    try {
      const view = await this.#latest.run(() => call('today', {}));
      if (!view) return;
      this.view = view;
      this.error = null;
      if (this.code) void this.hits.refresh(this.at);
    } catch (error) {
      this.error = asRpcError(error);
    }
  }

  openList(code: string): void {
    if (this.code !== code) {
      this.hits.forget();
      this.at = 0;
    }
    this.code = code;
    void this.hits.refresh(this.at);
  }

  closeList(): void {
    this.code = null;
    this.at = 0;
    this.hits.forget();
  }

  /** What went wrong, or nothing. */
  async setReminders(reminders: ReminderSetting[]): Promise<RpcError | null> {
    try {
      await call('set_reminders', { reminders });
      toasts.done(t('done.saved'));
      void this.load();
      return null;
    } catch (error) {
      return asRpcError(error);
    }
  }

  forget(): void {
    this.#latest.forget();
    this.closeList();
    this.view = null;
    this.error = null;
  }
}

export const today = new Today();
session.onLock(() => today.forget());
