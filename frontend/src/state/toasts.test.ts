import { beforeEach, expect, test } from 'vitest';
import { toasts } from './toasts.svelte';

const shown = (): string[] => toasts.list.map(({ text }) => text);

beforeEach(() => {
  for (const { id } of toasts.list) toasts.dismiss(id);
});

test('of one kind the last is shown, so that they do not cover the list', () => {
  toasts.done('3幢 已摆放', { label: '撤销', run: () => undefined }, 'place');
  toasts.done('4幢 已摆放', { label: '撤销', run: () => undefined }, 'place');
  expect(shown()).toEqual(['4幢 已摆放']);
  toasts.done('已撤销', undefined, 'place');
  expect(shown(), 'what was taken back is offered no more').toEqual(['已撤销']);
});

test('other ways back stay, for each can be taken', () => {
  const taken: string[] = [];
  toasts.done('一', { label: '撤销', run: () => taken.push('一') });
  toasts.done('二', { label: '撤销', run: () => taken.push('二') });
  toasts.takeBack();
  toasts.takeBack();
  expect(taken, 'the last one first').toEqual(['二', '一']);
});

test('what is said twice stands there once', () => {
  toasts.show('bad', '没有写入');
  toasts.show('bad', '没有写入');
  expect(shown()).toEqual(['没有写入']);
});
