/** Keys that every page of a record has: the whole page, the day, the tabs. */
import { asOf } from '../state/as-of.svelte';
import { place } from '../state/place.svelte';

/** Does what a bare key asks for on any page; says whether it was one of these. */
export function pageKey(key: string, tabs: Record<string, string>, show: (tab: string) => void): boolean {
  const tab = tabs[key];
  if (tab) show(tab);
  else if (key === 'w') place.toggleWide();
  else if (key === 'd') document.getElementById('as-of')?.focus();
  else if (key === '[') asOf.step({ years: -1 });
  else if (key === ']' && asOf.past) asOf.step({ years: 1 });
  else if (key === '\\') asOf.set(null);
  else return false;
  return true;
}
