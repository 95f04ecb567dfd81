/** Records as last read: reading one as soon as the button is down makes opening it instant; a write makes all of it stale. */
import { call } from '../backend';
import type { BuildingView } from '../bindings/BuildingView';
import type { OrganisationView } from '../bindings/OrganisationView';
import type { PersonView } from '../bindings/PersonView';
import type { RoomView } from '../bindings/RoomView';
import { session } from './session.svelte';

const KEPT = 64;

class Records {
  /** Counts the writes of this session; whoever shows a record reads it again when this changes. */
  version = $state(0);
  #rooms = new Map<string, Promise<RoomView>>();
  #buildings = new Map<string, Promise<BuildingView>>();

  /** A room with names masked; looks are audited too, so nothing is read that is not opened. */
  room(id: string): Promise<RoomView> {
    return kept(this.#rooms, id, () => call('room', { id, reveal: false }));
  }

  /** A room with names in full. Audited, so never read ahead and never kept. */
  revealRoom(id: string): Promise<RoomView> {
    return call('room', { id, reveal: true });
  }

  building(id: string): Promise<BuildingView> {
    return kept(this.#buildings, id, () => call('building', { id }));
  }

  /** A person in full. Audited. */
  person(id: string): Promise<PersonView> {
    return call('person', { id });
  }

  organisation(id: string): Promise<OrganisationView> {
    return call('organisation', { id });
  }

  /** Something was written. */
  changed(): void {
    this.forget();
    this.version += 1;
    void session.refreshCounts();
  }

  forget(): void {
    this.#rooms.clear();
    this.#buildings.clear();
  }
}

function kept<T>(cache: Map<string, Promise<T>>, id: string, read: () => Promise<T>): Promise<T> {
  const known = cache.get(id);
  if (known) return known;
  const reading = read();
  cache.set(id, reading);
  reading.catch(() => cache.delete(id));
  const oldest = cache.keys().next().value;
  if (cache.size > KEPT && oldest !== undefined) cache.delete(oldest);
  return reading;
}

export const records = new Records();
session.onLock(() => records.forget());
