/** A building is being put in its place: moved, outlined by hand, or matched with a footprint of the map. */
import { asRpcError, call } from '../backend';
import type { FootprintCandidate } from '../bindings/FootprintCandidate';
import type { RpcError } from '../bindings/RpcError';
import { pick } from '../i18n/index.svelte';
import { Latest } from '../lib/latest';
import { place } from '../state/place.svelte';
import { session } from '../state/session.svelte';
import { toasts } from '../state/toasts.svelte';
import type { Refusal } from '../state/writes';
import type { MovedTo } from '../viewer/viewer';
import { lights } from './lights.svelte';
import { placeBuilding, placeOf, takeFootprint } from './place-writes';
import { stage } from './stage.svelte';

export const WAYS = ['move', 'draw', 'match'] as const;
export type Way = (typeof WAYS)[number];

/** How sure one can be of a candidate, in words. */
export function likeness(score: number): 'likely' | 'possible' | 'unlikely' {
  return score >= 0.6 ? 'likely' : score >= 0.3 ? 'possible' : 'unlikely';
}

class Placing {
  doing = $state.raw<{ way: Way; building: string } | null>(null);
  candidates = $state.raw<FootprintCandidate[] | null>(null);
  error = $state.raw<RpcError | null>(null);
  writing = $state(false);
  /** Takes the last move back; offered until the work is ended. */
  back = $state.raw<(() => void) | null>(null);
  #latest = new Latest();

  begin(way: Way, building: string): void {
    this.end();
    this.doing = { way, building };
    place.closeBuilding();
    place.flyTo(building);
    lights.set('placing', [building]);
    stage.use(way === 'match' ? 'look' : way, building);
    if (way === 'match') void this.#load(building);
  }

  end(): void {
    if (this.doing && stage.tool !== 'look') stage.use('look');
    // What was carried is what the viewer marks.
    if (this.doing) stage.viewer?.select(place.room ?? place.building);
    lights.set('placing', []);
    this.#latest.forget();
    this.doing = this.back = null;
    this.candidates = null;
    this.error = null;
  }

  /** The tool was given up on the map itself. */
  laidDown(): void {
    if (this.doing && this.doing.way !== 'match') this.end();
  }

  /** Only the building that this was begun for goes anywhere. */
  moved(building: string, to: MovedTo): void {
    if (this.doing?.way !== 'move' || this.doing.building !== building) return;
    void this.#write(() => placeBuilding(building, placeOf(to), (back) => { if (this.doing?.building === building) this.back = back; }));
  }

  async drawn(ring: [number, number][]): Promise<void> {
    const { doing } = this;
    if (doing?.way === 'draw' && (await this.#write(() => placeBuilding(doing.building, { place: 'footprint', ring })))) this.end();
  }

  async take(footprint: string): Promise<void> {
    const { doing } = this;
    if (doing && (await this.#write(() => takeFootprint(doing.building, footprint)))) this.end();
  }

  /** Back to where the site's layout puts it. */
  automatic(building: string): void {
    void this.#write(() => placeBuilding(building, { place: 'automatic' }));
  }

  async #load(building: string): Promise<void> {
    try {
      const found = await this.#latest.run(() => call('footprint_candidates', { building }));
      if (!found) return;
      this.candidates = found.candidates;
      const [likeliest] = found.candidates;
      if (likeliest) place.flyTo(likeliest.id);
    } catch (error) {
      this.error = asRpcError(error);
    }
  }

  async #write(write: () => Promise<Refusal>): Promise<boolean> {
    if (this.writing) return false;
    this.writing = true;
    const refusal = await write();
    this.writing = false;
    if (refusal) toasts.show('bad', pick(refusal));
    return refusal === null;
  }
}

export const placing = new Placing();
session.onLock(() => placing.end());
