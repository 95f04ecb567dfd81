import { expect, test } from 'vitest';
import { Paged } from './paged.svelte';

const rest = (): Promise<void> => new Promise((done) => setTimeout(done, 0));
const numbers = (count: number, asked: number[] = []) =>
  new Paged<number>(async (offset, limit) => {
    asked.push(offset);
    return { count, rows: Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, i) => offset + i) };
  });

test('a page is asked for when one of its rows is looked at, and only once', async () => {
  const asked: number[] = [];
  const list = numbers(200, asked);
  await list.refresh();
  expect([list.count, list.at(0), list.at(130)], 'the first page is there, the third is not').toEqual([200, 0, undefined]);
  list.at(131);
  await rest();
  expect(list.at(130), 'looking at it has fetched it').toBe(130);
  expect(asked, 'two rows of one page are one question').toEqual([0, 120]);
});

test('reading anew drops what is out of view, so that nothing stale is shown', async () => {
  const asked: number[] = [];
  const list = numbers(200, asked);
  await list.refresh();
  list.at(70);
  await rest();
  await list.refresh(70);
  expect([list.at(70), list.at(0)], 'what is in view stays, the rest is read again').toEqual([70, undefined]);
});

test('an answer that comes after the list was forgotten changes nothing', async () => {
  const list = numbers(5);
  const reading = list.refresh();
  list.forget();
  await reading;
  expect(list.count, 'the register has been locked meanwhile').toBeNull();
});

test('a failed reading says so and is tried again', async () => {
  let fails = true;
  const list = new Paged<number>(async () => {
    if (fails) throw { code: 'internal', zh: '坏', en: 'bad', field: null };
    return { count: 1, rows: [7] };
  });
  await list.refresh();
  expect(list.error?.code, 'the screen can show it').toBe('internal');
  fails = false;
  await list.refresh();
  expect([list.at(0), list.error], 'the next try is not held back').toEqual([7, null]);
});
