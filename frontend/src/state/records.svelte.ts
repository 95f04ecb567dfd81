/** Records as last read, on the day that the pages show; a write makes all of it stale. */
import { call } from '../backend';
import type { BuildingView } from '../bindings/BuildingView';
import type { NeighbourhoodView } from '../bindings/NeighbourhoodView';
import type { OrganisationView } from '../bindings/OrganisationView';
import type { PersonView } from '../bindings/PersonView';
import type { RecordRow } from '../bindings/RecordRow';
import type { RoomView } from '../bindings/RoomView';
import type { TimelineView } from '../bindings/TimelineView';
import { asOf } from './as-of.svelte';
import { session } from './session.svelte';

const KEPT = 64;

class Records {
  /** Counts the writes of this session; whoever shows a record reads it again when this changes. */
  version = $state(0);
  #ahead: { id: string; reading: Promise<RoomView> } | null = null;
  #buildings = new Map<string, Promise<BuildingView>>();

  /** Begins to read a room that is about to be opened. Looks are audited: call it when the button is down, not before. */
  roomAhead(id: string): void {
    const reading = call('room', { id, reveal: false, ...asOf.asked() });
    reading.catch(() => undefined);
    this.#ahead = { id, reading };
  }

  /** A room with names masked. What was read ahead serves once: each look is read, and audited, anew. */
  room(id: string): Promise<RoomView> {
    const ahead = this.#ahead?.id === id ? this.#ahead.reading : null;
    this.#ahead = null;
    return ahead ?? call('room', { id, reveal: false, ...asOf.asked() });
  }

  /** A room with names in full. Audited, so never read ahead and never kept. */
  revealRoom(id: string): Promise<RoomView> {
    return call('room', { id, reveal: true, ...asOf.asked() });
  }

  building(id: string): Promise<BuildingView> {
    return kept(this.#buildings, `${id} ${asOf.date ?? ''}`, () => call('building', { id, ...asOf.asked() }));
  }

  /** A person in full. Audited. */
  person(id: string): Promise<PersonView> {
    return call('person', { id, ...asOf.asked() });
  }

  organisation(id: string): Promise<OrganisationView> {
    return call('organisation', { id, ...asOf.asked() });
  }

  /** One record in full, as its form needs it. Audited. */
  record(kind: string, id: string): Promise<RecordRow> {
    return call('record', { kind, id });
  }

  /** What was when about a room, a person or an organisation. Names in full are audited. */
  timeline(kind: string, id: string, reveal: boolean): Promise<TimelineView> {
    return call('timeline', { kind, id, reveal });
  }

  /** What a record is linked with, for a small graph. Names in full are audited. */
  neighbourhood(kind: string, id: string, reveal: boolean): Promise<NeighbourhoodView> {
    return call('neighbourhood', { kind, id, reveal });
  }

  /** Something was written. */
  changed(): void {
    this.forget();
    this.version += 1;
    void session.refreshCounts();
  }

  forget(): void {
    this.#ahead = null;
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
