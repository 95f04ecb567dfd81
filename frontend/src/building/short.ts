/** A building in a few words: floors, rooms, residents. */
import type { BuildingOutline } from '../bindings/BuildingOutline';
import { t } from '../i18n/index.svelte';

export function shortOf({ floorsAbove, roomCount, residents }: BuildingOutline): string {
  return [t('building.shortFloors', { n: floorsAbove }), t('chosen.rooms', { n: roomCount }), t('building.shortResidents', { n: residents })].join(' · ');
}
