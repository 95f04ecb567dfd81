/** Notes on a file as they are listed: what is said of many cells of a column stands once, its places below it. */
import type { ImportWarning } from '../bindings/ImportWarning';

export interface NoteGroup {
  /** What names the group: sheet, column and what is said. */
  key: string;
  first: ImportWarning;
  places: ImportWarning[];
}

/** A line of the list: a group that can be opened, or a note at its place. */
export type NoteLine = { group: NoteGroup; open: boolean } | { note: ImportWarning; within: boolean };

/** In the order in which each was said first. */
export function noteGroups(warnings: readonly ImportWarning[]): NoteGroup[] {
  const groups = new Map<string, NoteGroup>();
  for (const each of warnings) {
    const key = [each.sheet, each.column ?? '', each.code, each.message].join('\u0000');
    const group = groups.get(key);
    if (group) group.places.push(each);
    else groups.set(key, { key, first: each, places: [each] });
  }
  return [...groups.values()];
}

/** The lines to draw where the groups of these keys are open; a note that stands alone needs no group. */
export function noteLines(groups: readonly NoteGroup[], opened: ReadonlySet<string>): NoteLine[] {
  return groups.flatMap((group): NoteLine[] => {
    if (group.places.length === 1) return [{ note: group.first, within: false }];
    const open = opened.has(group.key);
    return [{ group, open }, ...(open ? group.places.map((note) => ({ note, within: true })) : [])];
  });
}
