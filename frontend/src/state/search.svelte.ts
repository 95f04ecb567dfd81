/** The one search box: results as you type, of which only the latest count. */
import { asRpcError, call } from '../backend';
import type { RpcError } from '../bindings/RpcError';
import type { SearchHit } from '../bindings/SearchHit';
import type { SearchView } from '../bindings/SearchView';
import { Latest } from '../lib/latest';
import { place } from './place.svelte';
import { readPartialDate } from '../lib/partial-date';
import { asOf } from './as-of.svelte';
import { session } from './session.svelte';

const PAUSE_MS = 60;
const SHOWN = 60;
/** As many are lit on the map. */
const LIT = 500;
const RECENT = 8;

class Search {
  open = $state(false);
  text = $state('');
  kind = $state<string | null>(null);
  /** The day to search as of, as typed; empty: everything, former things marked. */
  day = $state('');
  found = $state.raw<SearchView | null>(null);
  /** The text that `found` answers. */
  answered = $state('');
  error = $state.raw<RpcError | null>(null);
  /** Hits opened in this session, newest first. Kept in memory only. */
  recent = $state.raw<SearchHit[]>([]);
  /** Hits that stay lit on the map after the list was closed. */
  pinned = $state.raw<{ text: string; hits: SearchHit[] } | null>(null);
  #latest = new Latest();
  #pause: ReturnType<typeof setTimeout> | undefined;

  /** Opens on the day that the pages show, for every kind: a filter left from last time would hide what is there. */
  show(): void {
    this.day = asOf.date ?? '';
    this.open = true;
    if (this.kind !== null) this.only(null);
  }

  close(): void {
    this.open = false;
  }

  type(text: string): void {
    this.text = text;
    clearTimeout(this.#pause);
    if (text.trim() === '') this.#clear();
    else this.#pause = setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  only(kind: string | null): void {
    this.kind = kind;
    if (this.text.trim() !== '') void this.#ask();
  }

  /** Searches as of a day; what is not a day yet changes nothing. */
  on(day: string): void {
    this.day = day;
    if ((day.trim() === '' || readPartialDate(day)) && this.text.trim() !== '') void this.#ask();
  }

  /** Leaves the hits lit on the map and closes the list. More are asked for than the list shows. */
  async pin(): Promise<void> {
    const { found, answered: text } = this;
    if (!found) return;
    this.pinned = { text, hits: found.hits };
    this.close();
    if (place.building === null) place.flyTo(null);
    else place.show('map');
    if (found.count <= found.hits.length) return;
    const day = readPartialDate(this.day);
    const all = await call('search', { text, kind: this.kind, limit: LIT, ...(day && { asOf: day }) }).catch(() => null);
    if (all && this.pinned?.text === text) this.pinned = { text, hits: all.hits };
  }

  unpin(): void {
    this.pinned = null;
  }

  /** Opens a hit, on the day that was searched as of. */
  choose(hit: SearchHit): void {
    asOf.set(readPartialDate(this.day));
    this.recent = [hit, ...this.recent.filter((other) => other.id !== hit.id)].slice(0, RECENT);
    this.close();
    if (hit.kind === 'site') return place.flyTo(hit.id);
    if (hit.buildingId) place.flyTo(hit.buildingId);
    if (hit.roomId) place.openRoom(hit.roomId, hit.buildingId);
    else if (hit.buildingId) place.openBuilding(hit.buildingId);
    if (hit.kind === 'person') place.openPerson(hit.id);
    if (hit.kind === 'organisation') place.openOrganisation(hit.id);
  }

  forget(): void {
    this.close();
    this.recent = [];
    this.pinned = null;
    this.day = '';
    this.text = '';
    this.#clear();
  }

  async #ask(): Promise<void> {
    const text = this.text.trim();
    const day = readPartialDate(this.day);
    try {
      const found = await this.#latest.run(() => call('search', { text, kind: this.kind, limit: SHOWN, ...(day && { asOf: day }) }));
      if (!found) return;
      this.found = found;
      this.answered = text;
      this.error = null;
    } catch (error) {
      this.error = asRpcError(error);
    }
  }

  #clear(): void {
    this.#latest.forget();
    this.found = null;
    this.answered = '';
    this.error = null;
  }
}

export const search = new Search();
session.onLock(() => search.forget());
