/** Every key of the unlocked window in one place: those that work everywhere, and what the sheet says of the others. */
import type { MessageKey } from '../i18n/index.svelte';
import { dialogOpen, typing } from '../lib/keys';
import { place } from '../state/place.svelte';
import { search } from '../state/search.svelte';
import { session } from '../state/session.svelte';
import { settings } from '../state/settings.svelte';
import { today } from '../state/today.svelte';
import { toasts } from '../state/toasts.svelte';
import { walk } from '../state/trail.svelte';
import { leave } from '../map/leave';

/** What the rail leads to, in its order. */
export type Destination = 'today' | 'map' | 'list' | 'duplicates' | 'office' | 'import' | 'report';
export type Action = Destination | 'search' | 'undo' | 'lock' | 'back' | 'previous' | 'next' | 'help';

export const SHORTCUTS: readonly { action: Action; keys: string }[] = [
  { action: 'today', keys: 'Ctrl 1' },
  { action: 'map', keys: 'Ctrl 2' },
  { action: 'list', keys: 'Ctrl 3' },
  { action: 'duplicates', keys: 'Ctrl 4' },
  { action: 'office', keys: 'Ctrl 5' },
  { action: 'import', keys: 'Ctrl 6' },
  { action: 'report', keys: 'Ctrl 7' },
  { action: 'search', keys: 'Ctrl K' },
  { action: 'undo', keys: 'Ctrl Z' },
  { action: 'back', keys: 'Esc' },
  { action: 'previous', keys: 'Alt ←' },
  { action: 'next', keys: 'Alt →' },
  { action: 'lock', keys: 'Ctrl L' },
  { action: 'help', keys: '?' },
];

/** Keys of single screens. Their handlers stand with the screens; the sheet says them here. */
export const ON_SCREENS: readonly { screen: MessageKey; keys: readonly { keys: string; text: MessageKey }[] }[] = [
  { screen: 'nav.today', keys: [{ keys: '↑ ↓', text: 'keys.todayWalk' }, { keys: 'Enter', text: 'keys.todayFix' }] },
  {
    screen: 'nav.map',
    keys: [
      { keys: '← ↑ → ↓', text: 'keys.arrows' }, { keys: 'Enter', text: 'keys.enter' }, { keys: 'Space', text: 'keys.choose' },
      { keys: 'PgUp PgDn', text: 'keys.floors' }, { keys: 'Shift ←', text: 'keys.pan' }, { keys: '+ −', text: 'keys.zoom' }, { keys: '0', text: 'keys.home' },
      { keys: '1 – 8', text: 'keys.colour' },
    ],
  },
  {
    screen: 'keys.records',
    keys: [
      { keys: 'R', text: 'keys.reveal' }, { keys: 'M', text: 'keys.moveIn' }, { keys: 'B', text: 'keys.moveHome' }, { keys: 'V', text: 'keys.visit' },
      { keys: 'T', text: 'keys.tenancy' }, { keys: 'H', text: 'keys.history' }, { keys: 'W', text: 'keys.wide' }, { keys: 'D', text: 'keys.day' },
      { keys: '[ ]', text: 'keys.year' }, { keys: '\\', text: 'keys.now' },
    ],
  },
  {
    screen: 'nav.import',
    keys: [
      { keys: '1 – 4', text: 'keys.importParts' }, { keys: '← ↑ → ↓', text: 'keys.importWalk' }, { keys: 'Enter', text: 'keys.importColumn' }, { keys: 'Ctrl Enter', text: 'keys.importReread' },
    ],
  },
  {
    screen: 'nav.duplicates',
    keys: [
      { keys: 'J K', text: 'keys.pairWalk' }, { keys: 'S', text: 'keys.pairSame' }, { keys: 'D', text: 'keys.pairDifferent' },
      { keys: 'U', text: 'keys.pairUndo' }, { keys: 'X', text: 'keys.pairSwap' }, { keys: 'R', text: 'keys.pairReason' },
    ],
  },
];

const WITH_CONTROL: Record<string, Action> = { k: 'search', l: 'lock', z: 'undo', 1: 'today', 2: 'map', 3: 'list', 4: 'duplicates', 5: 'office', 6: 'import', 7: 'report' };
const WITH_ALT: Record<string, Action> = { ArrowLeft: 'previous', ArrowRight: 'next' };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'target'>;

/** What a key press asks for; nothing while a dialog is open or, for bare keys, while someone types. */
export function actionOf(event: Key): Action | null {
  if (event.defaultPrevented || dialogOpen()) return null;
  if (event.ctrlKey || event.metaKey) return event.altKey ? null : withControl(event);
  if (event.altKey) return WITH_ALT[event.key] ?? null;
  if (typing(event.target)) return null;
  if (event.key === 'Escape') return 'back';
  return event.key === '?' ? 'help' : null;
}

/** In a field, Ctrl Z takes back what was typed there. */
function withControl(event: Key): Action | null {
  const action = WITH_CONTROL[event.key.toLowerCase()] ?? null;
  return action === 'undo' && typing(event.target) ? null : action;
}

export function act(action: Action): void {
  if (action === 'search') search.show();
  else if (action === 'lock') void session.lock();
  else if (action === 'list') openList();
  else if (action === 'undo') toasts.takeBack();
  else if (action === 'back') back();
  else if (action === 'previous' || action === 'next') walk(action === 'previous' ? 'back' : 'forward');
  else if (action === 'today') {
    if (place.screen === 'today') today.closeList();
    place.show('today');
  } else if (action !== 'help') place.show(action);
}

/** One step back: out of an open list of findings first. */
function back(): void {
  if (place.screen === 'today' && today.code !== null) today.closeList();
  else if (place.screen === 'map' && place.building === null && place.panel === null && leave()) return;
  else place.back();
}

/** Shows the list and goes to its filter. On a narrow window it gives way to an open building, so that is closed. */
function openList(): void {
  if (place.building !== null && matchMedia('(max-width: 1560px)').matches) place.closeBuilding();
  settings.setListOpen(true);
  place.show('map');
  setTimeout(() => document.querySelector<HTMLElement>('[data-testid=list-filter]')?.focus(), 30);
}
