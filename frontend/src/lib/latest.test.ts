import { expect, test } from 'vitest';
import { Latest } from './latest';

const later = <T>(value: T, ms: number): Promise<T> => new Promise((done) => setTimeout(done, ms, value));

test('an overtaken answer is dropped even when it comes last', async () => {
  const latest = new Latest();
  const slow = latest.run(() => later('a', 20));
  const quick = latest.run(() => later('ab', 1));
  expect(await quick, 'what was typed last counts').toBe('ab');
  expect(await slow, 'the earlier answer must not overwrite it').toBeUndefined();
});

test('an overtaken failure is silent, the latest one is not', async () => {
  const latest = new Latest();
  const failing = latest.run(() => Promise.reject(new Error('old')));
  const current = latest.run(() => Promise.reject(new Error('new')));
  expect(await failing, 'nobody waits for it any more').toBeUndefined();
  await expect(current, 'this one the user must see').rejects.toThrow('new');
});
