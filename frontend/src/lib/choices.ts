/** Which fields are chosen from a closed list, and the codes of that list. */
import { ROOM_KINDS, ROOM_STATES } from '../codes';

const LISTS: Record<string, readonly string[]> = {
  sex: ['男', '女'],
  state: ROOM_STATES,
  kind: ROOM_KINDS,
  stated_class: ['resident', 'lodger', 'floating', 'foreign', 'unregistered'],
  building_use: ['01', '02', '03', '04', '05', '06', '99'],
  residence_mismatch: ['0', '1'],
};

export function choicesOf(field: string): readonly string[] | null {
  return LISTS[field] ?? null;
}
