/** What is lit on the map, and for whom: several parts of the window ask, the most pressing one is heard. */
import { untrack } from 'svelte';
import { session } from '../state/session.svelte';

/** From most to least pressing: what the pointer is on in a list over the map, what is put in its place, chosen, filtered, found. */
export const ASKERS = ['hover', 'placing', 'selection', 'table', 'search'] as const;
export type Asker = (typeof ASKERS)[number];

class Lights {
  #asked = $state.raw<Partial<Record<Asker, readonly string[]>>>({});

  /** Buildings and rooms that stand out; none: everything as it is. */
  ids = $derived<readonly string[]>(ASKERS.map((asker) => this.#asked[asker] ?? []).find((ids) => ids.length > 0) ?? []);

  set(asker: Asker, ids: readonly string[]): void {
    // Whoever asks does not listen to what others ask.
    const asked = untrack(() => this.#asked);
    if (ids.length > 0 || (asked[asker] ?? []).length > 0) this.#asked = { ...asked, [asker]: ids };
  }

  forget(): void {
    this.#asked = {};
  }
}

export const lights = new Lights();
session.onLock(() => lights.forget());
