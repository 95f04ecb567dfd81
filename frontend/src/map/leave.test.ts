import { beforeEach, expect, test } from 'vitest';
import { buildingSelection } from './building-selection.svelte';
import { colouring } from './colouring.svelte';
import { leave } from './leave';
import { placing } from './placing.svelte';

beforeEach(() => {
  placing.end();
  buildingSelection.clear();
  colouring.release();
});

test('Esc leaves one thing at a time: the placing, the filter, what is chosen', () => {
  buildingSelection.set(['a']);
  colouring.press(1, false);
  placing.begin('draw', 'a');
  leave();
  expect([placing.doing, colouring.pressed.size, buildingSelection.ids.size], 'first what is in the hand').toEqual([null, 1, 1]);
  leave();
  expect([colouring.pressed.size, buildingSelection.ids.size], 'then the filter').toEqual([0, 1]);
  expect(leave()).toBe(true);
  expect(buildingSelection.ids.size, 'then the choice').toBe(0);
  expect(leave(), 'and what is left is the window’s to close').toBe(false);
});
