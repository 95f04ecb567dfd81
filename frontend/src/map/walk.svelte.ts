/** The map by keys: from building to building, into one, from floor to floor and room to room, and out again; and what is said of it. */
import { roomSelection } from '../building/room-selection.svelte';
import { community } from '../state/community.svelte';
import { openBlock } from '../state/open-block.svelte';
import { place } from '../state/place.svelte';
import { session } from '../state/session.svelte';
import type { Step } from '../viewer/viewer';
import { t } from '../i18n/index.svelte';
import { sayBuilding, sayFloor, sayRoom } from './announce';
import { buildingSelection } from './building-selection.svelte';
import { colouring } from './colouring.svelte';
import { legend } from './legend.svelte';
import { replay } from './replay.svelte';
import { stage } from './stage.svelte';

interface Stop {
  kind: 'building' | 'floor' | 'room';
  id: string;
  floor: number | null;
}

const ARROWS: Record<string, Step> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

class Walk {
  /** Where the keys are. */
  at = $state.raw<Stop | null>(null);
  /** What is said aloud of it. */
  said = $state('');

  /** True where the key was one of the map's. */
  key(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const arrow = event.shiftKey ? undefined : ARROWS[event.key];
    if (arrow) this.#step(arrow);
    else if (event.key === 'Enter') this.#enter();
    else if (event.key === 'PageUp' || event.key === 'PageDown') this.#floor(event.key === 'PageUp' ? 'up' : 'down');
    else if (event.key === ' ') this.#choose();
    else if (event.key === 'Escape') return this.#out();
    else return false;
    return true;
  }

  /** Says what was opened by other means: the pointer, the list, the search. */
  opened(building: string | null, room: string | null): void {
    if (building === null) this.at = this.at?.kind === 'building' ? this.at : null;
    else if (room !== null) this.at = { kind: 'room', id: room, floor: null };
    else if (this.at?.id !== building) this.at = { kind: 'building', id: building, floor: null };
    if (building !== null) this.#say();
  }

  forget(): void {
    this.at = null;
    this.said = '';
  }

  #step(step: Step): Stop | null {
    const next = stage.viewer?.step(step) ?? null;
    const same = next !== null && this.at?.kind === next.kind && this.at.id === next.id && this.at.floor === next.floor;
    if (next !== null && !same) this.at = next;
    this.#say();
    // An edge is said as such, or nothing would be heard of the key.
    if (next === null || same) this.said = [this.said, t('say.nothing')].filter(Boolean).join(t('say.comma'));
    return next;
  }

  #enter(): void {
    const { at } = this;
    if (at === null) return void this.#step('right');
    if (at.kind === 'room') return place.openRoom(at.id, place.building);
    if (at.kind === 'building' && place.building !== at.id) return place.openBuilding(at.id);
    this.#step('in');
  }

  /** The floor above or below, also from within one. */
  #floor(direction: 'up' | 'down'): void {
    if (place.building === null) return;
    if (this.at?.kind === 'room') this.#step('out');
    if (this.at === null || this.at.kind === 'building') this.#step('in');
    else this.#step(direction);
  }

  #choose(): void {
    const { at } = this;
    if (at?.kind === 'building') buildingSelection.toggle(at.id);
    else if (at?.kind === 'room') roomSelection.toggle(at.id);
    else return;
    this.#say();
  }

  /** One step out; what is left is the window's to close. */
  #out(): boolean {
    if (colouring.release()) return true;
    if (buildingSelection.count > 0 && place.building === null) {
      buildingSelection.clear();
      return true;
    }
    if (place.panel !== null || this.at === null || this.at.kind === 'building') return false;
    return this.#step('out') !== null;
  }

  #say(): void {
    const { at } = this;
    const chosen = at !== null && (buildingSelection.has(at.id) || roomSelection.has(at.id));
    const what = at === null ? '' : at.kind === 'building' ? building(at.id) : at.kind === 'floor' ? floor(at.floor) : room(at.id);
    this.said = what && chosen ? `${what}${t('say.comma')}${t('say.chosen')}` : what;
  }
}

function building(id: string): string {
  const outline = community.buildings.get(id);
  return outline ? sayBuilding(outline, community.siteNames.get(outline.site ?? '') ?? null, { mode: colouring.shownMode, code: legend.classOf(id), day: replay.coloured }) : '';
}

function floor(number: number | null): string {
  const found = openBlock.view?.block.floors.find((each) => each.floor === number);
  return found ? sayFloor(found.label, found.rooms) : '';
}

function room(id: string): string {
  const cell = openBlock.cells.get(id);
  return cell ? sayRoom(cell, { mode: colouring.shownMode, code: legend.classOfRoom(id) }) : '';
}

export const walk = new Walk();
session.onLock(() => walk.forget());
