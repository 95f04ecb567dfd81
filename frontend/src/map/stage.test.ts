import { afterEach, expect, test, vi } from 'vitest';
import { stage } from './stage.svelte';

const made = vi.hoisted((): { answer: () => Promise<unknown> } => ({ answer: () => Promise.reject(new Error('webgl2-missing')) }));
vi.mock('../viewer/viewer', () => ({ makeViewer: () => made.answer() }));

afterEach(() => {
  made.answer = () => Promise.reject(new Error('webgl2-missing'));
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

test('of two viewers begun one after the other, as by locking and unlocking, the first is thrown away', async () => {
  const disposed: string[] = [];
  const waiting: ((viewer: unknown) => void)[] = [];
  made.answer = () => new Promise((done) => waiting.push(done));
  const one = stage.start({} as HTMLCanvasElement, {} as HTMLElement, handlers);
  await vi.waitFor(() => expect(waiting.length, 'the wasm is being read').toBe(1));
  stage.stop();
  const other = stage.start({} as HTMLCanvasElement, {} as HTMLElement, handlers);
  await vi.waitFor(() => expect(waiting.length, 'and read again').toBe(2));
  for (const [at, name] of ['first', 'second'].entries()) waiting[at]?.({ name, dispose: () => disposed.push(name) });
  await Promise.all([one, other]);
  expect(disposed, 'or it would go on drawing on a canvas that is gone').toEqual(['first']);
  expect((stage.viewer as unknown as { name: string }).name, 'the one on the screen').toBe('second');
});

test('a driver that went away while the viewer was being made is not the end of it', async () => {
  await stage.start({} as HTMLCanvasElement, {} as HTMLElement, handlers);
  expect(stage.viewer, 'there was no driver to make it with').toBeNull();
  made.answer = () => Promise.resolve({ dispose: () => undefined });
  stage.contextRestored();
  await vi.waitFor(() => expect(stage.viewer, 'it is made once there is').not.toBeNull());
});
