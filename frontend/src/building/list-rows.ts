/** The buildings of the register as one flat list: a line per site, then its buildings in the order people count them, footprints without a building last. */
import type { BuildingOutline } from '../bindings/BuildingOutline';

export type ListRow = { kind: 'site'; id: string; name: string; buildings: number } | { kind: 'building'; building: BuildingOutline };

const inOrder = new Intl.Collator('zh-CN', { numeric: true });

/** Every word of the filter must stand in the site's name or the building's label. */
export function listRows(buildings: readonly BuildingOutline[], siteNames: ReadonlyMap<string, string>, filter: string, siteless: string): ListRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const groups = new Map<string, { name: string; buildings: BuildingOutline[] }>();
  for (const building of buildings) {
    const name = building.site === null ? siteless : (siteNames.get(building.site) ?? siteless);
    const text = `${name}${building.label}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const id = building.site ?? '';
    const group = groups.get(id) ?? { name, buildings: [] };
    group.buildings.push(building);
    groups.set(id, group);
  }
  const sorted = [...groups].sort(([a, one], [b, other]) => Number(a === '') - Number(b === '') || inOrder.compare(one.name, other.name));
  return sorted.flatMap(([id, group]): ListRow[] => [
    { kind: 'site', id, name: group.name, buildings: group.buildings.length },
    ...group.buildings.sort((a, b) => Number(a.unclaimed) - Number(b.unclaimed) || inOrder.compare(a.label, b.label)).map((building): ListRow => ({ kind: 'building', building })),
  ]);
}
