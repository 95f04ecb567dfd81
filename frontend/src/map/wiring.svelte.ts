/** What the 3D view is told when the register, the page or the search changes. */
import { untrack } from 'svelte';
import { roomSelection } from '../building/room-selection.svelte';
import { asOf } from '../state/as-of.svelte';
import { community } from '../state/community.svelte';
import { openBlock } from '../state/open-block.svelte';
import { place } from '../state/place.svelte';
import { records } from '../state/records.svelte';
import { search } from '../state/search.svelte';
import { settings } from '../state/settings.svelte';
import { buildingSelection } from './building-selection.svelte';
import { colouring } from './colouring.svelte';
import { lights } from './lights.svelte';
import { placing } from './placing.svelte';
import { replay } from './replay.svelte';
import { classesAt } from './replay-steps';
import { litBy } from './search-lit';
import { stage } from './stage.svelte';
import { walk } from './walk.svelte';

/** Typing is not held up by the map: the hits of a pause are lit. */
const PAUSE_MS = 120;

/** Keeps the view up to date for as long as the component that calls it is on the screen. */
export function wire(): void {
  shapes();
  colours();
  light();
  $effect(() => {
    if (stage.tool === 'look') untrack(() => placing.laidDown());
  });
  $effect(() => {
    const { building, room } = place;
    untrack(() => walk.opened(building, room));
  });
}

/** Lays the buildings out once the map is looked at: thousands of them would hold up the screen on which they were imported. */
export function layOut(): void {
  const { view } = community;
  if (view && place.screen === 'map') stage.lay(view);
}

function shapes(): void {
  $effect(() => {
    void stage.viewer;
    stage.setTheme(settings.theme);
  });
  $effect(() => stage.viewer?.setQuality(settings.quality));
  $effect(layOut);
  $effect(() => {
    const { viewer } = stage;
    const id = place.building;
    void [records.version, asOf.date];
    if (!viewer || !stage.laid) return;
    if (!id) return viewer.closeBuilding();
    void records.building(id).then((view) => {
      if (place.building !== id) return;
      viewer.openBuilding(view.block);
      viewer.setRoomColours(colouring.rooms?.building === id ? colouring.rooms : null);
      viewer.select(place.room);
    }, () => undefined);
  });
  $effect(() => stage.viewer?.select(place.room ?? place.building ?? buildingSelection.current));
  let barred = replay.open;
  /** The slider takes room from the picture: an opened building is brought to stand beside it, and back. */
  $effect(() => {
    if (replay.open === barred) return;
    barred = replay.open;
    const frame = requestAnimationFrame(() => {
      if (place.building === null) return;
      stage.viewer?.frameAll();
      stage.viewer?.select(place.room ?? place.building);
    });
    return () => cancelAnimationFrame(frame);
  });
  let flown: object | null = null;
  /** Each flight once, as soon as the map knows where to. */
  $effect(() => {
    const { flight } = place;
    if (!flight || flight === flown || !stage.viewer || !stage.laid) return;
    if (flight.to === null) stage.viewer.frameAll();
    if (flight.to === null || stage.viewer.flyTo(flight.to)) flown = flight;
  });
}

function colours(): void {
  $effect(() => {
    void [colouring.mode, records.version, asOf.date, community.view];
    if (community.view) untrack(() => void colouring.load());
  });
  $effect(() => {
    void [colouring.mode, records.version, asOf.date];
    const { building } = place;
    untrack(() => void colouring.loadRooms(building));
  });
  $effect(() => {
    void [colouring.mode, records.version];
    untrack(() => { if (replay.open) void replay.load(); });
  });
  $effect(() => {
    if (replay.arrived) untrack(() => replay.rest());
  });
  /** While a replay moves, buildings have the classes of its day; else what the register says of one day. */
  $effect(() => {
    const { timeline, step, moving } = replay;
    if (moving && timeline) stage.viewer?.setBuildingClasses(timeline.scale, timeline.classes.length, classesAt(timeline, step));
    else stage.viewer?.setColours(colouring.view);
  });
  $effect(() => {
    if (openBlock.view?.id === place.building) stage.viewer?.setRoomColours(colouring.rooms);
  });
  $effect(() => stage.viewer?.setFilter(colouring.pressed.size > 0 ? [...colouring.pressed] : null));
}

function light(): void {
  $effect(() => {
    const hits = search.open && search.text.trim() !== '' ? search.found?.hits : search.pinned?.hits;
    const lit = hits ? litBy(hits, community.view?.buildings ?? []) : [];
    const pause = setTimeout(() => lights.set('search', lit), PAUSE_MS);
    return () => clearTimeout(pause);
  });
  $effect(() => lights.set('selection', place.building === null ? [...buildingSelection.ids] : []));
  $effect(() => {
    const ids = [...lights.ids];
    const frame = requestAnimationFrame(() => stage.viewer?.setLit(ids));
    return () => cancelAnimationFrame(frame);
  });
}

/** What was clicked, alone or beside others. */
export function pick(id: string | null, many: boolean): void {
  stage.menu = null;
  if (!id) return;
  const building = community.buildings.has(id);
  if (many && building && place.building === null) buildingSelection.toggle(id);
  else if (many && place.building && !building) roomSelection.toggle(id);
  else if (building) place.openBuilding(id);
  else place.openRoom(id, place.building);
}

/** What a box holds: rooms of the opened building, else buildings. With `many` they come to those chosen before. */
export function box(ids: readonly string[], many: boolean): void {
  const rooms = ids.filter((id) => openBlock.cells.has(id));
  if (place.building !== null && rooms.length > 0) roomSelection.set([...(many ? roomSelection.ids : []), ...rooms]);
  else if (place.building === null) buildingSelection[many ? 'add' : 'set'](ids.filter((id) => community.buildings.has(id)));
}
