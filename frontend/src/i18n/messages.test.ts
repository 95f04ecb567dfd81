import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { END_REASONS, HIT_KINDS, OUTCOMES, ROOM_KINDS, ROOM_STATES } from '../codes';
import en from './en.json';
import zh from './zh-CN.json';

const stem = (key: string): string => key.replace(/_(one|other)$/, '');
const stems = (messages: object): string[] => [...new Set(Object.keys(messages).map(stem))].sort();
const holes = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

test('both languages say the same things', () => {
  expect(stems(en), 'a key in one language only would show up as a raw key').toEqual(stems(zh));
});

test('both languages leave the same gaps to be filled', () => {
  const chinese: Record<string, string> = zh;
  for (const [key, text] of Object.entries(en)) {
    const other = chinese[key] ?? chinese[`${stem(key)}_other`] ?? '';
    expect(holes(text), `${key}: a value shown in one language must not be missing in the other`).toEqual(holes(other));
  }
});

test('no message is empty', () => {
  for (const [key, text] of [...Object.entries(zh), ...Object.entries(en)]) expect(text.trim(), `${key} would leave a blank control`).not.toBe('');
});

test('every code of the closed lists has a name', () => {
  const known = new Set(stems(zh));
  const keys = [
    ...ROOM_STATES.map((code) => `state.${code}`), ...END_REASONS.map((code) => `reason.${code}`), ...ROOM_KINDS.map((code) => `spaceKind.${code}`),
    ...OUTCOMES.flatMap((code) => [`outcome.${code}`, `outcomeHint.${code}`]), ...HIT_KINDS.map((code) => `kind.${code}`),
  ];
  expect(keys.filter((key) => !known.has(key)), 'a code without a name is shown raw').toEqual([]);
});

test('every message is used', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.(svelte|ts)$/.test(file) && !/bindings|test\.ts$/.test(file)).map((file) => readFileSync(join('src', file), 'utf8')).join('\n');
  const built = [...sources.matchAll(/`([a-zA-Z]+)\.[^`]*\$\{/g)].map((match) => match[1] ?? '');
  const coded = ['state', 'spaceKind', 'reason', 'idState', 'creditState', 'class', 'use', 'role', 'yesno', 'orgKind'];
  const open = new Set([...built, ...coded]);
  expect(stems(zh).filter((key) => !sources.includes(`'${key}'`) && !open.has(key.split('.')[0] ?? '')), 'dead messages mislead translators').toEqual([]);
});

test('what the register refuses to hold has no message', () => {
  const all = JSON.stringify(zh).replace(JSON.stringify(zh['import.promise']), '');
  for (const word of ['重点人员', '重点类别', '关注程度', '宗教', '政治面貌', '上访', '前科', '指纹', '人脸', '血型']) expect(all, `${word}: refused at the door, so no label may name it`).not.toContain(word);
});
