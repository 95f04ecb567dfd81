/** A split as it is being entered: into what, which parts, and where everyone who is in the room goes. */
import type { OccupantPlace } from '../../bindings/OccupantPlace';
import type { SplitForm } from '../../bindings/SplitForm';

export const SPLIT_FORMS: readonly SplitForm[] = ['rooms', 'parts', 'parts_beside'];
export const MOST_PARTS = 12;

/** Somebody or something that is in the room now. */
export interface Occupant {
  kind: 'stay' | 'presence' | 'tenancy';
  id: string;
  name: string;
  about: string;
}

/** Names to begin with: A, B, C for parts; for rooms the room's own number, then the next serials on its floor. */
export function partNames(into: SplitForm, count: number, number: string, taken: ReadonlySet<string>): string[] {
  if (into !== 'rooms') return Array.from({ length: count }, (_, index) => String.fromCharCode(65 + index));
  const match = /^(.*?)(\d{1,2})$/.exec(number);
  const [head, first] = match ? [match[1] ?? '', Number(match[2])] : [number, 0];
  const names = [number];
  for (let serial = first + 1; names.length < count && serial < first + 1000; serial++) {
    const next = `${head}${String(serial).padStart(2, '0')}`;
    if (!taken.has(next)) names.push(next);
  }
  return names;
}

/** How few parts make sense: a room that lives on may have a single one beside it. */
export function fewest(into: SplitForm): number {
  return into === 'parts_beside' ? 1 : 2;
}

/** What a part will be called in the register. */
export function fullName(into: SplitForm, number: string, part: string): string {
  return into === 'rooms' ? part : `${number}${part}`;
}

/** Parts without a name, or of one name. */
export function wrongParts(parts: readonly string[]): Set<number> {
  const names = parts.map((part) => part.trim());
  return new Set(names.flatMap((name, index) => (name === '' || names.indexOf(name) !== index ? [index] : [])));
}

/** Where everyone goes; whoever has no part yet stands in the way unless the room lives on. */
export function places(occupants: readonly Occupant[], chosen: ReadonlyMap<string, number | null>, into: SplitForm): OccupantPlace[] | null {
  const all = occupants.map((each): OccupantPlace | null => {
    const part = chosen.get(each.id);
    if (part === undefined && into !== 'parts_beside') return null;
    return { kind: each.kind, id: each.id, part: part ?? null };
  });
  return all.every((each) => each !== null) ? all : null;
}
