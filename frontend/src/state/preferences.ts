/** Keeps what the user of this machine likes in a small file of the program: the window itself keeps nothing on disk. */
import { call } from '../backend';
import type { Preferences } from '../bindings/Preferences';

/** Writes them down. Where that fails, the window stays as it is and asks again next time. */
export function keepPreferences(preferences: Preferences): void {
  void call('set_preferences', { preferences }).catch(() => undefined);
}
