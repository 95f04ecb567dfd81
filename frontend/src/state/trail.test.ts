import { expect, test } from 'vitest';
import { Trail, type Spot } from './trail.svelte';

const at = (screen: Spot['screen'], ...ids: string[]): Spot => ({ screen, building: null, panels: ids.map((id) => ({ kind: 'person' as const, id })) });

test('links are walked back and forth', () => {
  const trail = new Trail();
  for (const spot of [at('today'), at('map', 'p1'), at('map', 'p1', 'p2')]) trail.note(spot);
  expect([trail.back()?.panels.length, trail.back()?.screen], 'person, then Today').toEqual([1, 'today']);
  expect([trail.canGoBack, trail.canGoForward], 'at the beginning').toEqual([false, true]);
  expect(trail.forward(), 'and forth').toEqual(at('map', 'p1'));
});

test('being shown a place again is no step', () => {
  const trail = new Trail();
  trail.note(at('today'));
  trail.note(at('map'));
  trail.note(trail.back() ?? at('map'));
  expect(trail.canGoForward, 'arriving where one has walked to keeps the way ahead').toBe(true);
});

test('going elsewhere drops what lay ahead', () => {
  const trail = new Trail();
  for (const spot of [at('today'), at('map'), at('import')]) trail.note(spot);
  trail.back();
  trail.note(at('report'));
  expect([trail.canGoForward, trail.back()?.screen], 'as in a browser').toEqual([false, 'map']);
});
