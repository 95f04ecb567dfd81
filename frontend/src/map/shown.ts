/** What the map shows, as it is told for the audit log when a picture of it leaves. */
import type { MapShown } from '../bindings/MapShown';
import { place } from '../state/place.svelte';
import { colouring } from './colouring.svelte';
import { replay } from './replay.svelte';

export function shownNow(): MapShown {
  return {
    mode: colouring.mode === 'plain' ? null : colouring.mode,
    building: place.building,
    asOf: (replay.moving ? replay.day : null) ?? colouring.view?.asOf ?? null,
  };
}
