/** The keys of the duplicates review. They work while no field is being filled in and no dialog is open. */
import { dialogOpen, typing } from '../lib/keys';

export type ReviewAction = 'next' | 'previous' | 'same' | 'different' | 'undo' | 'swap' | 'reason';

const KEYS: Record<string, ReviewAction> = { j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous', s: 'same', d: 'different', u: 'undo', x: 'swap', r: 'reason' };

type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'target' | 'repeat'>;

/** What a key asks for. A verdict is not given again by holding its key down. */
export function reviewAction(event: Key): ReviewAction | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || dialogOpen() || typing(event.target)) return null;
  const action = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
  return event.repeat && action !== 'next' && action !== 'previous' ? null : action;
}
