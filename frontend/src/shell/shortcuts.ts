/** Keys that work everywhere in the unlocked window. */
import { dialogOpen, typing } from '../lib/keys';
import { place } from '../state/place.svelte';
import { search } from '../state/search.svelte';
import { session } from '../state/session.svelte';
import { settings } from '../state/settings.svelte';

export type Action = 'search' | 'lock' | 'map' | 'list' | 'import' | 'report' | 'back' | 'help';

export const SHORTCUTS: readonly { action: Action; keys: string }[] = [
  { action: 'search', keys: 'Ctrl K' },
  { action: 'map', keys: 'Ctrl 1' },
  { action: 'list', keys: 'Ctrl 2' },
  { action: 'import', keys: 'Ctrl 3' },
  { action: 'report', keys: 'Ctrl 4' },
  { action: 'back', keys: 'Esc' },
  { action: 'lock', keys: 'Ctrl L' },
  { action: 'help', keys: '?' },
];

const WITH_CONTROL: Record<string, Action> = { k: 'search', l: 'lock', 1: 'map', 2: 'list', 3: 'import', 4: 'report' };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'target'>;

/** What a key press asks for; nothing while a dialog is open or, for bare keys, while someone types. */
export function actionOf(event: Key): Action | null {
  if (event.defaultPrevented || event.altKey || dialogOpen()) return null;
  if (event.ctrlKey || event.metaKey) return WITH_CONTROL[event.key.toLowerCase()] ?? null;
  if (typing(event.target)) return null;
  if (event.key === 'Escape') return 'back';
  return event.key === '?' ? 'help' : null;
}

export function act(action: Action): void {
  if (action === 'search') search.show();
  else if (action === 'lock') void session.lock();
  else if (action === 'list') openList();
  else if (action === 'back') place.back();
  else if (action !== 'help') place.show(action);
}

/** Shows the list and goes to its filter. On a narrow window it gives way to an open building, so that is closed. */
function openList(): void {
  if (place.building !== null && matchMedia('(max-width: 1560px)').matches) place.closeBuilding();
  settings.setListOpen(true);
  place.show('map');
  setTimeout(() => document.querySelector<HTMLElement>('[data-testid=list-filter]')?.focus(), 30);
}
