/** What of a search is lit on the map: the buildings of its hits from afar, their rooms in the building that is open. */
import type { BuildingOutline } from '../bindings/BuildingOutline';
import type { SearchHit } from '../bindings/SearchHit';

export function litBy(hits: readonly SearchHit[], buildings: Iterable<BuildingOutline>): string[] {
  const sites = new Set(hits.filter((hit) => hit.kind === 'site').map((hit) => hit.id));
  const ofSites = sites.size === 0 ? [] : [...buildings].filter((building) => building.site !== null && sites.has(building.site)).map((building) => building.id);
  const found = hits.flatMap((hit) => (hit.kind === 'site' ? [] : [hit.kind === 'building' ? hit.id : hit.buildingId, hit.roomId]));
  return [...new Set([...ofSites, ...found.filter((id) => id !== null)])];
}
