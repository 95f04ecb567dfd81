/** The legend that is on the screen: whose numbers it shows, and its lines. */
import { place } from '../state/place.svelte';
import { buildingSelection } from './building-selection.svelte';
import { colouring } from './colouring.svelte';
import { addCounts, legendLines } from './legend-lines';
import { replay } from './replay.svelte';
import { stage } from './stage.svelte';

class Legend {
  /** Whose rooms are counted: of the open building, of the chosen ones, of all. A replay counts all. */
  scope = $derived<'building' | 'chosen' | 'all'>(replay.moving ? 'all' : place.building !== null ? 'building' : buildingSelection.count > 0 ? 'chosen' : 'all');
  #byBuilding = $derived(new Map((colouring.view?.buildings ?? []).map((building) => [building.id, building.counts])));
  #drawn = $derived.by(() => {
    void stage.theme;
    return colouring.view ? (stage.viewer?.legend(colouring.view.scale, colouring.view.classes.length) ?? []) : [];
  });
  counts = $derived.by((): readonly number[] | null => {
    const { view } = colouring;
    if (!view) return null;
    if (replay.moving && replay.counts) return replay.counts;
    if (this.scope === 'building') return this.#byBuilding.get(place.building ?? '') ?? [];
    if (this.scope === 'chosen') return addCounts([...buildingSelection.ids].map((id) => this.#byBuilding.get(id) ?? []), view.classes.length);
    return view.classes.map(({ count }) => count);
  });
  lines = $derived(legendLines(colouring.view?.classes.map(({ code }) => code) ?? [], this.#drawn, this.counts, colouring.pressed));

  /** Code of the class a building shows from afar, on the day that the map shows. */
  classOf(building: string): string | null {
    const { timeline } = replay;
    if (replay.moving && timeline) return timeline.classes[Number(timeline.buildings.find(({ id }) => id === building)?.classes.charAt(replay.step) || NaN)] ?? null;
    const shown = colouring.view?.buildings.find(({ id }) => id === building)?.class ?? null;
    return shown === null ? null : (colouring.view?.classes[shown]?.code ?? null);
  }

  /** Rooms of a building by class, on the day that the colours were read for; none while a replay moves. */
  countsOf(building: string): readonly number[] | null {
    return replay.moving ? null : (this.#byBuilding.get(building) ?? null);
  }

  /** Code of the class of a room of the open building. */
  classOfRoom(room: string): string | null {
    const shown = colouring.rooms?.rooms.find(({ id }) => id === room)?.class;
    return shown === undefined ? null : (colouring.view?.classes[shown]?.code ?? null);
  }
}

export const legend = new Legend();
