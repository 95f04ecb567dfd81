/** The import wizard: a file, what is said about it, what it would do, the work, what it did; and the log of what was done before. */
import { asRpcError, call, type Drag } from '../backend';
import type { BatchRow } from '../bindings/BatchRow';
import type { CoordinateSystem } from '../bindings/CoordinateSystem';
import type { ImportChoices } from '../bindings/ImportChoices';
import type { ImportPreview } from '../bindings/ImportPreview';
import type { ImportResult } from '../bindings/ImportResult';
import type { RpcError } from '../bindings/RpcError';
import { t } from '../i18n/index.svelte';
import { corrections, differences, NOTHING, withCoordinates } from '../import/choices';
import { community } from './community.svelte';
import { JobState } from './job.svelte';
import { place } from './place.svelte';
import { records } from './records.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

export type Step = 'choose' | 'reading' | 'preview' | 'writing' | 'done';

/** A file that was read faster than this is read again by itself after each change. */
const QUICK_MS = 1500;
/** Changes that come closer together than this are read as one. */
const PAUSE_MS = 500;

class Imports {
  step = $state<Step>('choose');
  preview = $state.raw<ImportPreview | null>(null);
  /** What the clerk says of the file, the preview's choices aside: those hold what a profile says too. */
  draft = $state.raw<ImportChoices>(NOTHING);
  result = $state.raw<ImportResult | null>(null);
  /** The name under which the corrections of the last import were kept. */
  remembered = $state<string | null>(null);
  error = $state.raw<RpcError | null>(null);
  batches = $state.raw<BatchRow[] | null>(null);
  batchError = $state.raw<RpcError | null>(null);
  /** Whether a file is being dragged over the window. */
  dragging = $state(false);
  job = new JobState();
  /** What the file was last read with. */
  #read = $state.raw<ImportChoices>(NOTHING);
  #path = $state('');
  #quick = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** How many things were said since the file was read. */
  unread = $derived(differences(this.#read, this.draft));
  /** How many corrections could be remembered as a profile. */
  corrected = $derived(corrections(this.draft));
  /** The name of the file in hand. */
  file = $derived(this.#path.split(/[\\/]/).at(-1) ?? '');
  rereading = $derived(this.step === 'preview' && this.job.running);

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
    this.#path = path;
    await this.#attempt('reading', 'choose', () => this.#preview(NOTHING));
  }

  /** Reads the file that was just refused in other coordinates. */
  async readIn(coordinates: CoordinateSystem): Promise<void> {
    if (this.job.running || this.#path === '' || this.step !== 'choose') return;
    this.draft = withCoordinates(NOTHING, coordinates);
    await this.#attempt('reading', 'choose', () => this.#preview(this.draft));
  }

  /** Says something else of the file. It is read again at once where that is quick, else when asked for. */
  say(change: (choices: ImportChoices) => ImportChoices): void {
    this.draft = change(this.draft);
    clearTimeout(this.#timer);
    if (this.#quick && this.unread > 0) this.#timer = setTimeout(() => void this.reread(), PAUSE_MS);
  }

  /** Reads the file again with everything that was said meanwhile. */
  async reread(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.step !== 'preview' || this.job.running || this.unread === 0) return;
    await this.#attempt('preview', 'preview', () => this.#preview(this.draft));
    if (this.#quick && !this.error) await this.reread();
  }

  /** Takes back what was said since the file was read. */
  takeBack(): void {
    clearTimeout(this.#timer);
    this.draft = this.#read;
  }

  /** Writes what the preview shows; with a name, the corrections are kept for the next file of this layout. */
  async commit(rememberAs: string | null = null): Promise<void> {
    const preview = this.preview;
    if (!preview || this.unread > 0 || this.job.running) return;
    await this.#attempt('writing', 'preview', async () => {
      this.result = await this.job.run('import', (job) => call('import_commit', { token: preview.token, rememberAs }, job));
      this.remembered = rememberAs;
      this.step = 'done';
      this.#registerChanged();
    });
  }

  /** Back to choosing a file; a preview that was not carried out is forgotten. */
  restart(): void {
    this.job.cancel();
    this.#discard(this.step === 'done' ? null : this.preview);
    this.#clear();
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
    this.#clear();
    this.batches = null;
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.preview = null;
    this.result = null;
    this.remembered = null;
    this.error = null;
    this.draft = this.#read = NOTHING;
    this.step = 'choose';
  }

  async #preview(choices: ImportChoices): Promise<void> {
    const [path, before, began] = [this.#path, this.preview, performance.now()];
    const made = await this.job.run('preview', (job) => call('import_preview', { path, choices }, job));
    if (path !== this.#path || this.step === 'choose') return this.#discard(made);
    this.#quick = performance.now() - began < QUICK_MS;
    this.#read = choices;
    this.preview = made;
    this.step = 'preview';
    this.#discard(before);
  }

  #discard(preview: ImportPreview | null): void {
    if (preview) void call('import_discard', { token: preview.token }).catch(() => undefined);
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
      if (this.step !== during) return;
      this.step = otherwise;
      this.error = asRpcError(error);
    }
  }
}

export const imports = new Imports();
session.onLock(() => imports.forget());
