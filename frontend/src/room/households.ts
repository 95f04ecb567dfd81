/** The residents of a room by household, those counted in none last. */
import type { RecordRow } from '../bindings/RecordRow';
import type { ResidentRow } from '../bindings/ResidentRow';
import type { RoomView } from '../bindings/RoomView';

export interface HouseholdGroup {
  key: string;
  record: RecordRow | null;
  headPersonId: string | null;
  residents: ResidentRow[];
}

/** Every resident stands in exactly one group, also one whom no household of the reply names. */
export function byHousehold(view: Pick<RoomView, 'residents' | 'households'>): HouseholdGroup[] {
  const left = new Map(view.residents.map((resident) => [resident.stayId, resident]));
  const groups: HouseholdGroup[] = [];
  for (const household of view.households) {
    const residents = household.stayIds.flatMap((id) => left.get(id) ?? []);
    for (const resident of residents) left.delete(resident.stayId);
    if (residents.length > 0) groups.push({ key: household.record?.id ?? 'none', record: household.record, headPersonId: household.headPersonId, residents });
  }
  const none = groups.find((group) => group.record === null);
  if (none) none.residents.push(...left.values());
  else if (left.size > 0) groups.push({ key: 'none', record: null, headPersonId: null, residents: [...left.values()] });
  return groups.sort((a, b) => Number(a.record === null) - Number(b.record === null));
}
