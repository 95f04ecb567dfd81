/** Where the user is: which screen, building, room, and whose record. One way in: the `open…` functions. */
import { session } from './session.svelte';

export type Screen = 'today' | 'map' | 'duplicates' | 'office' | 'import' | 'report';
/** What the side panel shows. A person opened from a room goes back to that room. */
export type Panel = { kind: 'room'; id: string } | { kind: 'person'; id: string } | { kind: 'organisation'; id: string };

class Place {
  screen = $state<Screen>('today');
  building = $state<string | null>(null);
  /** The building that was open last, for the way back to it. */
  latest = $state<string | null>(null);
  panels = $state.raw<Panel[]>([]);
  /** The room whose names stand in full: until another room or building is opened, or the register locked. */
  revealedRoom = $state<string | null>(null);
  /** Whether the open record takes the whole screen instead of its side. */
  wide = $state(false);
  /** A building or site the camera shall fly to, or nothing in particular: the whole. A new object each time. */
  flight = $state.raw<{ to: string | null } | null>(null);

  panel = $derived(this.panels.at(-1) ?? null);
  /** The room that is selected in the 3D view and in the building table alike. */
  room = $derived(this.panels.findLast((panel) => panel.kind === 'room')?.id ?? null);

  toggleWide(): void {
    this.wide = !this.wide;
  }

  show(screen: Screen): void {
    this.screen = screen;
  }

  flyTo(to: string | null): void {
    this.screen = 'map';
    this.flight = { to };
  }

  openBuilding(building: string): void {
    this.screen = 'map';
    if (this.building !== building) {
      this.panels = [];
      this.revealedRoom = null;
    }
    this.building = this.latest = building;
  }

  openRoom(id: string, building: string | null): void {
    if (building) this.openBuilding(building);
    if (this.revealedRoom !== id) this.revealedRoom = null;
    this.panels = [{ kind: 'room', id }];
  }

  /** Goes on to a room from another record; one step back leads to that record again. */
  walkToRoom(id: string): void {
    if (this.revealedRoom !== id) this.revealedRoom = null;
    this.#push({ kind: 'room', id });
  }

  openPerson(id: string): void {
    this.#push({ kind: 'person', id });
  }

  openOrganisation(id: string): void {
    this.#push({ kind: 'organisation', id });
  }

  closeBuilding(): void {
    this.panels = [];
    this.revealedRoom = null;
    this.building = null;
  }

  closePanel(): void {
    this.panels = [];
    this.revealedRoom = null;
  }

  /** Shows what was shown before. */
  restore(spot: { screen: Screen; building: string | null; panels: Panel[] }): void {
    this.screen = spot.screen;
    this.building = spot.building;
    this.latest = spot.building ?? this.latest;
    this.panels = spot.panels;
    if (!spot.panels.some((panel) => panel.id === this.revealedRoom)) this.revealedRoom = null;
  }

  /** One step back: person → room → building → map; any other screen → Today. */
  back(): void {
    if (this.screen !== 'map') this.screen = 'today';
    else if (this.panels.length > 0) this.panels = this.panels.slice(0, -1);
    else this.building = null;
  }

  #push(panel: Panel): void {
    this.screen = 'map';
    const below = this.panels.filter((other) => other.kind !== panel.kind || other.id !== panel.id);
    this.panels = [...below.slice(-3), panel];
  }
}

export const place = new Place();

session.onLock(() => {
  place.screen = 'today';
  place.building = place.latest = null;
  place.panels = [];
  place.revealedRoom = null;
  place.wide = false;
  place.flight = null;
});
