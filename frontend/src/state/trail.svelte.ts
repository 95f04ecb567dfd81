/** Where the user has been, as in a browser: Alt+Left and Alt+Right walk it, so that links lead both ways. */
import { place, type Panel, type Screen } from './place.svelte';
import { session } from './session.svelte';

/** A place in the window that one can come back to. */
export interface Spot {
  screen: Screen;
  building: string | null;
  panels: Panel[];
}

const KEPT = 50;
const same = (a: Spot, b: Spot): boolean => JSON.stringify(a) === JSON.stringify(b);

export class Trail {
  #spots = $state.raw<Spot[]>([]);
  #at = $state(-1);

  canGoBack = $derived(this.#at > 0);
  canGoForward = $derived(this.#at < this.#spots.length - 1);

  /** Notes where the user is now. Going somewhere new drops what lay ahead. */
  note(spot: Spot): void {
    const here = this.#spots[this.#at];
    if (here && same(here, spot)) return;
    this.#spots = [...this.#spots.slice(0, this.#at + 1), spot].slice(-KEPT);
    this.#at = this.#spots.length - 1;
  }

  back(): Spot | null {
    return this.#step(-1);
  }

  forward(): Spot | null {
    return this.#step(1);
  }

  forget(): void {
    this.#spots = [];
    this.#at = -1;
  }

  #step(by: number): Spot | null {
    const spot = this.#spots[this.#at + by];
    if (!spot) return null;
    this.#at += by;
    return spot;
  }
}

export const trail = new Trail();
session.onLock(() => trail.forget());

/** Takes the window to where it was. */
export function walk(direction: 'back' | 'forward'): void {
  const spot = direction === 'back' ? trail.back() : trail.forward();
  if (spot) place.restore(spot);
}
