/** Esc on the map, wherever the focus is: out of what was begun there, one thing at a time. */
import { buildingSelection } from './building-selection.svelte';
import { colouring } from './colouring.svelte';
import { placing } from './placing.svelte';

/** True where there was something to leave. */
export function leave(): boolean {
  if (placing.doing) placing.end();
  else if (colouring.release()) return true;
  else if (buildingSelection.ids.size > 0) buildingSelection.clear();
  else return false;
  return true;
}
