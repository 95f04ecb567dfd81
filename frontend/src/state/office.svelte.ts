/** Organisations whose addresses disagree (楼宇经济), and two lists of organisations compared. */
import { asRpcError, call, pickSave } from '../backend';
import type { ListComparison } from '../bindings/ListComparison';
import type { MismatchCount } from '../bindings/MismatchCount';
import type { MismatchRow } from '../bindings/MismatchRow';
import type { RpcError } from '../bindings/RpcError';
import { t } from '../i18n/index.svelte';
import { Paged } from '../lib/paged.svelte';
import { JobState } from './job.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

class Office {
  /** The kind of mismatch that is shown; none: all. */
  code = $state<string | null>(null);
  counts = $state.raw<MismatchCount[]>([]);
  rows = new Paged<MismatchRow>(async (offset, limit) => {
    const found = await call('address_mismatches', { code: this.code, offset, limit });
    this.counts = found.counts;
    return { count: found.count, rows: found.rows };
  });
  left = $state('');
  right = $state('');
  comparison = $state.raw<ListComparison | null>(null);
  error = $state.raw<RpcError | null>(null);
  job = new JobState();

  only(code: string | null): void {
    this.code = code;
    this.rows.forget();
    void this.rows.refresh();
  }

  async compare(): Promise<void> {
    this.comparison = null;
    await this.#run(null);
  }

  /** Writes the report of the comparison that is shown. */
  async save(comparison: ListComparison): Promise<void> {
    const out = await pickSave(t('office.saveTitle'), `${t('office.fileName', { left: comparison.left, right: comparison.right })}.xlsx`, [{ name: 'XLSX', extensions: ['xlsx'] }]);
    if (out && (await this.#run(out))) toasts.done(t('office.saved', { path: out }));
  }

  forget(): void {
    this.code = null;
    this.counts = [];
    this.rows.forget();
    this.left = '';
    this.right = '';
    this.comparison = null;
    this.error = null;
  }

  async #run(out: string | null): Promise<boolean> {
    this.error = null;
    try {
      this.comparison = await this.job.run('compare', (job) => call('compare_lists', { left: this.left, right: this.right, out }, job));
      return true;
    } catch (error) {
      this.error = asRpcError(error);
      return false;
    }
  }
}

export const office = new Office();
session.onLock(() => office.forget());
