import { expect, test } from 'vitest';
import { reviewAction } from './keys';

const press = (key: string, more = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, target: null, repeat: false, ...more });

test('the whole review can be done with one hand', () => {
  expect(['j', 'k', 's', 'd', 'u', 'x', 'r'].map((key) => reviewAction(press(key)))).toEqual(['next', 'previous', 'same', 'different', 'undo', 'swap', 'reason']);
  expect([reviewAction(press('ArrowDown')), reviewAction(press('ArrowUp'))], 'arrows do what letters do').toEqual(['next', 'previous']);
});

test('a key held down walks, but judges once', () => {
  expect(reviewAction(press('j', { repeat: true })), 'walking goes on').toBe('next');
  expect(reviewAction(press('s', { repeat: true })), 'a heavy finger must not judge the pairs that follow').toBeNull();
});

test('keys with Ctrl belong to the window', () => {
  expect(reviewAction(press('k', { ctrlKey: true })), 'Ctrl K is search').toBeNull();
});
