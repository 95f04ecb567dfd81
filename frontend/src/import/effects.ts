/** What an import makes or changes, in the order it is told. */
import type { ImportEffects } from '../bindings/ImportEffects';

export const EFFECTS = ['sites', 'buildings', 'rooms', 'persons', 'households', 'stays', 'endedStays', 'tenancies', 'organisations', 'other', 'amended'] as const;

export interface Effect {
  name: (typeof EFFECTS)[number] | 'outlines';
  n: number;
}

/** What there is of it. Of what is counted as buildings, `outlines` are outlines of a map that no building has taken. */
export function tell(effects: ImportEffects, outlines = 0): Effect[] {
  return EFFECTS.flatMap((name): Effect[] => (name === 'buildings' ? [{ name, n: effects.buildings - outlines }, { name: 'outlines', n: outlines }] : [{ name, n: effects[name] }])).filter(({ n }) => n > 0);
}
