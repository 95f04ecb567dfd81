/** The import wizard: a file, what it would do, the work, what it did; and the log of what was done before. */
import { asRpcError, call } from '../backend';
import type { BatchRow } from '../bindings/BatchRow';
import type { ImportPreview } from '../bindings/ImportPreview';
import type { ImportResult } from '../bindings/ImportResult';
import type { RpcError } from '../bindings/RpcError';
import { t } from '../i18n/index.svelte';
import { community } from './community.svelte';
import { JobState } from './job.svelte';
import { records } from './records.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

export type Step = 'choose' | 'reading' | 'preview' | 'writing' | 'done';

class Imports {
  step = $state<Step>('choose');
  preview = $state.raw<ImportPreview | null>(null);
  result = $state.raw<ImportResult | null>(null);
  error = $state.raw<RpcError | null>(null);
  batches = $state.raw<BatchRow[] | null>(null);
  batchError = $state.raw<RpcError | null>(null);
  job = new JobState();

  async read(path: string): Promise<void> {
    if (this.job.running) return;
    await this.#attempt('reading', 'choose', async () => {
      this.preview = await this.job.run('preview', (job) => call('import_preview', { path }, job));
      this.step = 'preview';
    });
  }

  async commit(): Promise<void> {
    const preview = this.preview;
    if (!preview) return;
    await this.#attempt('writing', 'preview', async () => {
      this.result = await this.job.run('import', (job) => call('import_commit', { token: preview.token }, job));
      this.step = 'done';
      this.#registerChanged();
    });
  }

  /** Back to choosing a file; a preview that was not carried out is forgotten. */
  restart(): void {
    const token = this.step === 'preview' ? this.preview?.token : undefined;
    if (token) void call('import_discard', { token }).catch(() => undefined);
    this.preview = null;
    this.result = null;
    this.error = null;
    this.step = 'choose';
  }

  async loadBatches(): Promise<void> {
    try {
      this.batches = (await call('batches', {})).batches;
      this.batchError = null;
    } catch (error) {
      this.batchError = asRpcError(error);
    }
  }

  async undo(batchId: string): Promise<RpcError | null> {
    try {
      await call('undo_batch', { batchId });
      toasts.done(t('done.batchUndone'));
      this.#registerChanged();
      return null;
    } catch (error) {
      return asRpcError(error);
    }
  }

  async writeUnimported(batchId: string, out: string): Promise<void> {
    try {
      const written = await call('unimported', { batchId, out });
      toasts.done(t('done.unimported', { n: written.rows, path: written.path }));
    } catch (error) {
      this.error = asRpcError(error);
    }
  }

  forget(): void {
    this.preview = null;
    this.result = null;
    this.error = null;
    this.batches = null;
    this.step = 'choose';
  }

  #registerChanged(): void {
    records.changed();
    void community.load();
    void this.loadBatches();
  }

  async #attempt(during: Step, otherwise: Step, work: () => Promise<void>): Promise<void> {
    this.step = during;
    this.error = null;
    try {
      await work();
    } catch (error) {
      this.step = otherwise;
      this.error = asRpcError(error);
    }
  }
}

export const imports = new Imports();
session.onLock(() => imports.forget());
