/** The import wizard: a file, what it would do, the work, what it did; and the log of what was done before. */
import { asRpcError, call, type Drag } from '../backend';
import type { BatchRow } from '../bindings/BatchRow';
import type { ImportPreview } from '../bindings/ImportPreview';
import type { ImportResult } from '../bindings/ImportResult';
import type { RpcError } from '../bindings/RpcError';
import { t } from '../i18n/index.svelte';
import { community } from './community.svelte';
import { JobState } from './job.svelte';
import { place } from './place.svelte';
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
  /** Whether a file is being dragged over the window. */
  dragging = $state(false);
  job = new JobState();

  /** Files dropped anywhere on the window come here; the first is read. */
  drag(drag: Drag): void {
    this.dragging = drag.type === 'over';
    const first = drag.type === 'drop' ? drag.paths[0] : undefined;
    if (drag.type !== 'leave') place.show('import');
    if (first && !this.job.running) void this.read(first);
  }

  async read(path: string): Promise<void> {
    if (this.job.running) return;
    this.restart();
    await this.#attempt('reading', 'choose', async () => {
      this.preview = await this.job.run('preview', (job) => call('import_preview', { path, choices: null }, job));
      this.step = 'preview';
    });
  }

  async commit(): Promise<void> {
    const preview = this.preview;
    if (!preview) return;
    await this.#attempt('writing', 'preview', async () => {
      this.result = await this.job.run('import', (job) => call('import_commit', { token: preview.token, rememberAs: null }, job));
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
