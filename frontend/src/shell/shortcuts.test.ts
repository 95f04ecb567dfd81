import { expect, test } from 'vitest';
import { actionOf, ON_SCREENS, SHORTCUTS } from './shortcuts';

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, target: null, ...more });
const NAMES: Record<string, string> = { Esc: 'Escape', '←': 'ArrowLeft', '→': 'ArrowRight' };

test('every listed shortcut does what the list says', () => {
  for (const { action, keys } of SHORTCUTS) {
    const [first = '', second] = keys.split(' ');
    const key = NAMES[second ?? first] ?? second?.toLowerCase() ?? first;
    const event = press(key, { ctrlKey: first === 'Ctrl', altKey: first === 'Alt' });
    expect(actionOf(event), `${keys} is shown to the user as ${action}`).toBe(action);
  }
});

test('no key is listed twice for one screen', () => {
  const everywhere = SHORTCUTS.map(({ keys }) => keys);
  for (const { screen, keys } of ON_SCREENS) {
    const all = [...everywhere, ...keys.map((entry) => entry.keys)];
    expect(new Set(all).size, `${screen}: a key that does two things does neither`).toBe(all.length);
  }
});

test('a key another part of the window has used is left alone', () => {
  expect(actionOf(press('Escape', { defaultPrevented: true })), 'Esc in an edit field only leaves the field').toBeNull();
});

test('ordinary typing does nothing', () => {
  expect(actionOf(press('k')), 'a letter without Ctrl').toBeNull();
  expect(actionOf(press('ArrowLeft')), 'an arrow without Alt moves in a table').toBeNull();
});
