/** Where buildings of the invented community stand, and which footprints they may take. Development only. */
import type { BuildingPlace } from '../bindings/BuildingPlace';
import type { BuildingPlaced } from '../bindings/BuildingPlaced';
import type { FootprintCandidate } from '../bindings/FootprintCandidate';
import type { FootprintCandidates } from '../bindings/FootprintCandidates';
import type { Request } from '../bindings/Request';
import type { WrittenTogether } from '../bindings/WrittenTogether';
import { must, siteOf } from './views';
import type { Building, World } from './world';

type Of<K extends Request['op']> = Extract<Request, { op: K }>;
type Write = (ids: [string, string][], back: () => void) => WrittenTogether;

function areaOf(ring: readonly [number, number][]): number {
  return Math.abs(ring.reduce((sum, [x, y], at) => { const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y]; return sum + x * nextY - nextX * y; }, 0)) / 2;
}

export function groundHandlers(world: World, write: Write) {
  const shapeOf = ({ footprint, laid, unclaimed }: Building): Pick<Building, 'footprint' | 'laid' | 'unclaimed'> => ({ footprint, laid, unclaimed });

  function put(building: Building, place: BuildingPlace): void {
    building.footprint = place.place === 'footprint' ? place.ring : null;
    building.laid = place.place === 'laid' ? [...place.middle, place.turnDeg] : null;
  }

  function candidate(building: Building, footprint: Building): FootprintCandidate {
    const number = /\d+/.exec(building.label)?.[0];
    const reasons = [
      ...(number && footprint.label.includes(`${number}号`) ? ['same_number'] : []), ...(siteOf(world, building) !== '' && footprint.label.includes(siteOf(world, building)) ? ['same_name'] : []),
      ...(building.site !== null && building.site === footprint.site ? ['same_site'] : []), footprint.floorsAbove === building.floorsAbove ? 'floors_fit' : 'floors_differ',
    ];
    const weight: Record<string, number> = { same_number: 0.4, same_name: 0.25, same_site: 0.2, floors_fit: 0.1 };
    return { id: footprint.id, label: footprint.label, address: footprint.address || null, score: reasons.reduce((sum, reason) => sum + (weight[reason] ?? 0), 0.02), reasons, areaM2: areaOf(footprint.footprint ?? []) };
  }

  return {
    place_building({ id, place }: Of<'place_building'>): BuildingPlaced {
      const building = must(world.buildings.get(id));
      const before = shapeOf(building);
      put(building, place);
      return { ...write([['building', id]], () => Object.assign(building, before)), overlaps: [] };
    },
    footprint_candidates({ building: id }: Of<'footprint_candidates'>): FootprintCandidates {
      const building = must(world.buildings.get(id));
      const candidates = [...world.buildings.values()].filter((each) => each.unclaimed).map((each) => candidate(building, each));
      return { building: id, candidates: candidates.sort((a, b) => b.score - a.score) };
    },
    take_footprint({ building: id, footprint }: Of<'take_footprint'>): WrittenTogether {
      const [building, taken] = [must(world.buildings.get(id)), must(world.buildings.get(footprint))];
      const before = shapeOf(building);
      Object.assign(building, { footprint: taken.footprint, laid: null });
      world.buildings.delete(footprint);
      return write([['building', id], ['building', footprint]], () => { Object.assign(building, before); world.buildings.set(footprint, taken); });
    },
  };
}
