/** Where buildings stand: each change is one command, and its toast offers to undo it. */
import { call } from '../backend';
import type { BuildingPlace } from '../bindings/BuildingPlace';
import { t } from '../i18n/index.svelte';
import { offerUndo } from '../building/space-writes';
import { community } from '../state/community.svelte';
import { toasts } from '../state/toasts.svelte';
import { attempt, type Refusal } from '../state/writes';
import type { MovedTo } from '../viewer/viewer';

/** What the viewer says of a move, as the register takes it. */
export function placeOf(moved: MovedTo): BuildingPlace {
  return 'ring' in moved ? { place: 'footprint', ring: moved.ring } : { place: 'laid', middle: moved.middle, turnDeg: moved.turnDeg };
}

/** The way back of what was written; null once it was taken. */
export type KeepBack = (back: (() => void) | null) => void;

const KIND = 'place';

function nameOf(id: string): string {
  return community.buildings.get(id)?.label || t('list.unnamed');
}

export async function placeBuilding(id: string, place: BuildingPlace, keep?: KeepBack): Promise<Refusal> {
  return attempt(async () => {
    const written = await call('place_building', { id, place });
    await community.load();
    const text = t(place.place === 'automatic' ? 'place.automatic' : 'place.placed', { building: nameOf(id) });
    keep?.(offerUndo(written, text, undefined, { kind: KIND, taken: () => keep?.(null) }));
    const [first] = written.overlaps;
    if (first) toasts.show('bad', t('place.overlaps', { label: first.label, area: Math.round(first.areaM2), n: written.overlaps.length }));
  });
}

export async function takeFootprint(building: string, footprint: string): Promise<Refusal> {
  return attempt(async () => {
    const written = await call('take_footprint', { building, footprint });
    await community.load();
    offerUndo(written, t('place.taken', { building: nameOf(building) }), undefined, { kind: KIND });
  });
}
