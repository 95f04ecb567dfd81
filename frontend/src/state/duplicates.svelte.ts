/** The review of records that may be about one person: the queue, the pair that is open, verdicts and their way back. */
import { asRpcError, call } from '../backend';
import type { DuplicatePair } from '../bindings/DuplicatePair';
import type { DuplicateRow } from '../bindings/DuplicateRow';
import type { DuplicateSearch } from '../bindings/DuplicateSearch';
import type { RpcError } from '../bindings/RpcError';
import type { VerdictRow } from '../bindings/VerdictRow';
import { t } from '../i18n/index.svelte';
import { Loader } from '../lib/loader.svelte';
import { Paged } from '../lib/paged.svelte';
import { JobState } from './job.svelte';
import { records } from './records.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

export type Verdict = 'same' | 'different';

class Duplicates {
  queue = new Paged<DuplicateRow>(async (offset, limit) => {
    const found = await call('duplicates', { offset, limit });
    this.waiting = found.count;
    this.searchedMs = found.searchedMs;
    this.unsearched = found.unsearched;
    return { count: found.count, rows: found.pairs };
  });
  /** How many pairs wait: what the badge says. */
  waiting = $state(0);
  searchedMs = $state<number | null>(null);
  /** Records written since the last search that were not compared with all others. */
  unsearched = $state(0);
  /** The place of the chosen pair in the queue. */
  at = $state(0);
  /** Which of the two speaks for both where they are one: the left one, unless the sides were swapped. */
  swapped = $state(false);
  pair = new Loader<DuplicatePair>();
  /** Every verdict there is, newest first, those taken back among them. */
  given = new Paged<VerdictRow>(async (offset, limit) => {
    const found = await call('verdicts', { offset, limit });
    return { count: found.count, rows: found.verdicts };
  });
  /** Verdicts given since unlocking that stand, the last one first: what U takes back. */
  mine = $state.raw<string[]>([]);
  error = $state.raw<RpcError | null>(null);
  working = $state(false);
  search = new JobState();
  found = $state.raw<DuplicateSearch | null>(null);

  chosen = $derived<DuplicateRow | undefined>(this.queue.at(this.at));

  /** Only how many wait: no record is read for a badge. */
  async count(): Promise<void> {
    const found = await call('duplicates', { offset: 0, limit: 0 }).catch(() => null);
    if (found) this.waiting = found.count;
  }

  async load(): Promise<void> {
    await this.queue.refresh(this.at);
    this.at = Math.max(0, Math.min(this.at, (this.queue.count ?? 0) - 1));
  }

  step(by: number): void {
    this.choose(Math.max(0, Math.min(this.at + by, (this.queue.count ?? 0) - 1)));
  }

  choose(index: number): void {
    if (index !== this.at) this.swapped = false;
    this.at = index;
    this.error = null;
  }

  /** Reads both records in full. Audited, so only when the pair is opened. */
  open(row: DuplicateRow): Promise<void> {
    return this.pair.load(`${row.person.id} ${row.other.id}`, () => call('duplicate_pair', { personId: row.person.id, otherId: row.other.id }));
  }

  async judge(verdict: Verdict, reason: string | null): Promise<void> {
    const row = this.chosen;
    if (!row || this.working) return;
    const [first, second] = this.swapped ? [row.other, row.person] : [row.person, row.other];
    await this.#attempt(async () => {
      const written = await call('link_persons', { personId: first.id, otherId: second.id, verdict, reason });
      this.mine = [written.id, ...this.mine];
      this.swapped = false;
      toasts.done(t(verdict === 'same' ? 'duplicates.judgedSame' : 'duplicates.judgedDifferent'), { label: t('action.undo'), run: () => void this.undo(written.id) });
    });
  }

  /** Takes back a verdict, the user's last one unless another is named. */
  async undo(linkId = this.mine[0], standing = this.mine): Promise<void> {
    if (linkId === undefined || !standing.includes(linkId) || this.working) return;
    await this.#attempt(async () => {
      await call('unlink_persons', { linkId, note: null });
      this.mine = this.mine.filter((each) => each !== linkId);
      toasts.done(t('duplicates.undone'));
    });
  }

  /** Looks through the whole register. */
  async searchAll(): Promise<void> {
    if (this.search.running) return;
    this.error = null;
    try {
      this.found = await this.search.run('search_duplicates', (job) => call('search_duplicates', {}, job));
      this.at = 0;
      await this.load();
    } catch (error) {
      this.error = asRpcError(error);
    }
  }

  forget(): void {
    this.queue.forget();
    this.pair = new Loader<DuplicatePair>();
    this.given.forget();
    this.mine = [];
    this.found = null;
    this.error = null;
    this.searchedMs = null;
    this.unsearched = 0;
    this.waiting = 0;
    this.at = 0;
  }

  async #attempt(write: () => Promise<void>): Promise<void> {
    this.working = true;
    this.error = null;
    try {
      await write();
      records.changed();
      await this.load();
      if (this.given.count !== null) await this.given.refresh();
    } catch (error) {
      this.error = asRpcError(error);
    } finally {
      this.working = false;
    }
  }
}

export const duplicates = new Duplicates();
session.onLock(() => duplicates.forget());
