import { afterEach, expect, test, vi } from 'vitest';
import { stage } from './stage.svelte';

vi.mock('../viewer/viewer', () => ({ makeViewer: () => Promise.reject(new Error('webgl2-missing')) }));

afterEach(() => {
  stage.stop();
  stage.failure = null;
  vi.useRealTimers();
});

const handlers = { onPick: () => undefined };

test('a machine that cannot draw says why, and the window does not wait for it', async () => {
  await stage.start({} as HTMLCanvasElement, {} as HTMLElement, handlers);
  expect(stage.failure, 'the lists take its place').toBe('webgl2-missing');
  expect(stage.viewer, 'there is nothing to draw with').toBeNull();
  expect(stage.atRest(), 'nothing moves').toBe(true);
  expect(stage.pointOf('b1'), 'and nothing is drawn anywhere').toBeNull();
});

test('a driver that comes back in time is not missed', () => {
  vi.useFakeTimers();
  stage.contextLost();
  vi.advanceTimersByTime(1000);
  stage.contextRestored();
  vi.advanceTimersByTime(60_000);
  expect(stage.failure, 'a short gap is no failure').toBeNull();
});

test('a driver that stays away is said to be gone, and welcomed back', () => {
  vi.useFakeTimers();
  stage.contextLost();
  vi.advanceTimersByTime(60_000);
  expect(stage.failure).toBe('context-lost');
  stage.contextRestored();
  expect(stage.failure, 'the picture takes its place again').toBeNull();
});
