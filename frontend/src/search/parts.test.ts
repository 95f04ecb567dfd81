import { expect, test } from 'vitest';
import { parts } from './parts';

test('what was typed is marked where it stands', () => {
  expect(parts('望湖家园3幢2单元501', '湖家'), 'the fragment is inside a word').toEqual([
    { text: '望', hit: false }, { text: '湖家', hit: true }, { text: '园3幢2单元501', hit: false },
  ]);
});

test('several words are marked each', () => {
  expect(parts('望湖家园3幢501', '望湖 501').filter((part) => part.hit).map((part) => part.text), 'both words').toEqual(['望湖', '501']);
});

test('characters with a meaning in patterns are taken as they are', () => {
  expect(parts('3-2-501(A)', '(A)').at(-1), 'brackets are only brackets').toEqual({ text: '(A)', hit: true });
});

test('a hit by pinyin marks nothing', () => {
  expect(parts('望湖家园', 'whjy'), 'the letters do not stand in the text').toEqual([{ text: '望湖家园', hit: false }]);
});
