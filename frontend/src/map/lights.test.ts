import { beforeEach, expect, test } from 'vitest';
import { lights } from './lights.svelte';

beforeEach(() => lights.forget());

test('the most pressing asker is heard, and the next one when it falls silent', () => {
  lights.set('search', ['r1', 'r2']);
  lights.set('selection', ['b1']);
  expect(lights.ids, 'what was chosen goes before what was found').toEqual(['b1']);
  lights.set('hover', ['f1']);
  expect(lights.ids, 'what the pointer is on goes before all').toEqual(['f1']);
  lights.set('hover', []);
  lights.set('selection', []);
  expect(lights.ids, 'the hits were kept meanwhile').toEqual(['r1', 'r2']);
  lights.set('search', []);
  expect(lights.ids, 'nobody asks, nothing is dimmed').toEqual([]);
});
