/** A long list read page by page as it comes into view. Rows that are not there yet are asked for when they are looked at. */
import { asRpcError } from '../backend';
import type { RpcError } from '../bindings/RpcError';

export interface Page<T> {
  count: number;
  rows: T[];
}

const SIZE = 60;

export class Paged<T> {
  count = $state<number | null>(null);
  error = $state.raw<RpcError | null>(null);
  #rows = $state.raw<ReadonlyMap<number, T>>(new Map());
  #asked = new Set<number>();
  #turn = 0;
  #read: (offset: number, limit: number) => Promise<Page<T>>;

  /** Places in the list, for a list that draws only what is in view. */
  indices = $derived(Array.from({ length: this.count ?? 0 }, (_, index) => index));

  constructor(read: (offset: number, limit: number) => Promise<Page<T>>) {
    this.#read = read;
  }

  /** A row; where it has not been read, it is asked for and will be there later. */
  at(index: number): T | undefined {
    const row = this.#rows.get(index);
    if (row === undefined && this.count !== null && index >= 0 && index < this.count) queueMicrotask(() => void this.#load(Math.floor(index / SIZE)));
    return row;
  }

  /** Reads anew. What is on the screen stays until the new rows are there. */
  async refresh(around = 0): Promise<void> {
    this.#turn += 1;
    this.#asked.clear();
    await this.#load(Math.floor(Math.max(0, around) / SIZE), true);
  }

  forget(): void {
    this.#turn += 1;
    this.#asked.clear();
    this.#rows = new Map();
    this.count = null;
    this.error = null;
  }

  async #load(page: number, anew = false): Promise<void> {
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const turn = this.#turn;
    try {
      const { count, rows } = await this.#read(page * SIZE, SIZE);
      if (turn !== this.#turn) return;
      const known = new Map(anew ? [] : this.#rows);
      rows.forEach((row, index) => known.set(page * SIZE + index, row));
      this.#rows = known;
      this.count = count;
      this.error = null;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.#asked.delete(page);
      this.error = asRpcError(error);
    }
  }
}
