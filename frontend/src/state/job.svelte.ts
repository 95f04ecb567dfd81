/** A long job as the screen follows it: how far, how fast, how long still; it can be cancelled. */
import { call } from '../backend';
import type { Progress } from '../bindings/Progress';
import { rate, secondsLeft } from '../lib/format';

let started = 0;

export class JobState {
  name = $state<string | null>(null);
  progress = $state.raw<Progress | null>(null);
  cancelling = $state(false);
  #phaseBegan = 0;
  #phase = '';
  #now = $state(0);

  running = $derived(this.name !== null);
  perSecond = $derived(this.progress ? rate(this.progress.done, this.#now) : null);
  /** How much of the phase is done, 0 to 1. */
  share = $derived(this.progress?.share ?? (this.progress && this.progress.total > 0 ? this.progress.done / this.progress.total : null));
  left = $derived(this.share === null ? null : secondsLeft(this.share, 1, this.#now));

  /** Runs the work under a name of its own. */
  async run<T>(kind: string, work: (job: { job: string; onProgress: (progress: Progress) => void }) => Promise<T>): Promise<T> {
    const name = `${kind}-${++started}`;
    this.name = name;
    this.progress = null;
    this.cancelling = false;
    try {
      return await work({ job: name, onProgress: (progress) => this.#take(progress) });
    } finally {
      this.name = null;
    }
  }

  cancel(): void {
    if (!this.name || this.cancelling) return;
    this.cancelling = true;
    void call('cancel', { job: this.name }).catch(() => undefined);
  }

  #take(progress: Progress): void {
    if (progress.phase !== this.#phase) {
      this.#phase = progress.phase;
      this.#phaseBegan = performance.now();
    }
    this.#now = performance.now() - this.#phaseBegan;
    this.progress = progress;
  }
}
