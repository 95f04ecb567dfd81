/** Where a link between records leads. */
import type { LinkRow } from '../bindings/LinkRow';
import { place } from '../state/place.svelte';

type Target = Pick<LinkRow, 'kind' | 'id'>;

/** Whether the window has a page for it. */
export function leadsSomewhere({ kind }: Target): boolean {
  return ['room', 'person', 'organisation', 'building'].includes(kind);
}

export function openLink({ kind, id }: Target): void {
  if (kind === 'room') place.walkToRoom(id);
  else if (kind === 'person') place.openPerson(id);
  else if (kind === 'organisation') place.openOrganisation(id);
  else if (kind === 'building') {
    place.wide = false;
    place.flyTo(id);
    place.openBuilding(id);
  }
}
