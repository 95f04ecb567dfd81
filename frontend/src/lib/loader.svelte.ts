/** Something being read for the screen: its value, or why there is none. An overtaken reading changes nothing. */
import { asRpcError } from '../backend';
import type { RpcError } from '../bindings/RpcError';
import { Latest } from './latest';

export class Loader<T> {
  value = $state.raw<T | null>(null);
  error = $state.raw<RpcError | null>(null);
  /** What the value is of. */
  key = '';
  #latest = new Latest();

  /** Reads; a value of another key is taken off the screen at once, one of the same key stays until the new one is there. */
  async load(key: string, read: () => Promise<T>): Promise<void> {
    if (key !== this.key) this.value = null;
    this.key = key;
    try {
      const value = await this.#latest.run(read);
      if (value === undefined) return;
      this.value = value;
      this.error = null;
    } catch (error) {
      this.error = asRpcError(error);
    }
  }
}
