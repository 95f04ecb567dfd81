/** Where the user is: which screen, building, room, and whose record. One way in: the `open…` functions. */
import { session } from './session.svelte';

export type Screen = 'map' | 'import' | 'report';
/** What the side panel shows. A person opened from a room goes back to that room. */
export type Panel = { kind: 'room'; id: string } | { kind: 'person'; id: string } | { kind: 'organisation'; id: string };

class Place {
  screen = $state<Screen>('map');
  building = $state<string | null>(null);
  panels = $state.raw<Panel[]>([]);
  /** The room whose names stand in full: until another room or building is opened, or the register locked. */
  revealedRoom = $state<string | null>(null);
  /** A building or site the camera shall fly to, or nothing in particular: the whole. A new object each time. */
  flight = $state.raw<{ to: string | null } | null>(null);

  panel = $derived(this.panels.at(-1) ?? null);
  /** The room that is selected in the 3D view and in the building table alike. */
  room = $derived(this.panels.findLast((panel) => panel.kind === 'room')?.id ?? null);

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
    this.building = building;
  }

  openRoom(id: string, building: string | null): void {
    if (building) this.openBuilding(building);
    if (this.revealedRoom !== id) this.revealedRoom = null;
    this.panels = [{ kind: 'room', id }];
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

  /** One step back: person → room → building → map. */
  back(): void {
    if (this.screen !== 'map') this.screen = 'map';
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
  place.screen = 'map';
  place.building = null;
  place.panels = [];
  place.revealedRoom = null;
  place.flight = null;
});
