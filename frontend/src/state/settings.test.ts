import { expect, test } from 'vitest';
import type { Preferences } from '../bindings/Preferences';
import { installDoor } from '../backend';
import { mockDoor } from '../mock/door';
import { settings } from './settings.svelte';

const none: Preferences = { locale: null, theme: null, listOpen: null, mapQuality: null, minimap: null };

test('how the map is drawn stays as it was chosen', () => {
  settings.take({ ...none, mapQuality: 'fast', minimap: false });
  expect([settings.quality, settings.minimap], 'as chosen before').toEqual(['fast', false]);
  settings.take(none);
  expect([settings.quality, settings.minimap], 'what was never chosen changes nothing').toEqual(['fast', false]);
  settings.take({ ...none, mapQuality: 'finest' });
  expect(settings.quality, 'a quality that only a newer version knows is none').toBe('fast');
});

test('what is chosen is written down beside the rest', () => {
  const kept: Preferences[] = [];
  const door = mockDoor();
  installDoor({
    ...door,
    rpc: (request, job, onProgress) => {
      if (request.op === 'set_preferences') kept.push(request.preferences);
      return door.rpc(request, job, onProgress);
    },
  });
  settings.setQuality('fine');
  settings.setMinimap(true);
  expect(kept.map(({ mapQuality, minimap }) => [mapQuality, minimap]), 'each choice at once, with what was chosen before').toEqual([['fine', false], ['fine', true]]);
});
