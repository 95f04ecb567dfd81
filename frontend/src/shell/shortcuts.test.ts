import { expect, test } from 'vitest';
import { actionOf, SHORTCUTS } from './shortcuts';

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, target: null, ...more });

test('every listed shortcut does what the list says', () => {
  for (const { action, keys } of SHORTCUTS) {
    const [first, second] = keys.split(' ');
    const event = second ? press(second.toLowerCase(), { ctrlKey: true }) : press(first === 'Esc' ? 'Escape' : keys);
    expect(actionOf(event), `${keys} is shown to the user as ${action}`).toBe(action);
  }
});

test('a key another part of the window has used is left alone', () => {
  expect(actionOf(press('Escape', { defaultPrevented: true })), 'Esc in an edit field only leaves the field').toBeNull();
});

test('ordinary typing does nothing', () => {
  expect(actionOf(press('k')), 'a letter without Ctrl').toBeNull();
});
