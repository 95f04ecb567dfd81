import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { setLocale } from '../i18n/index.svelte';
import english from './english.json';
import { inWords } from './words';

afterEach(() => setLocale('zh-CN'));

test('English readers get whole sentences, gaps filled and lists told one by one', () => {
  expect(inWords('没有地址'), 'Chinese stays').toBe('没有地址');
  setLocale('en');
  expect(inWords('登记簿中有3名相近的人员，请人工确认是否同一人')).toBe('The register has 3 people like this one: say whether it is the same');
  expect(inWords('“政治面貌”：政治面貌与居住登记无关；本列不读取、不保存。'), 'a phrase within a sentence').toContain('Political status has nothing to do with residence');
  expect(inWords('日期不能判断先后，保留登记簿的内容：“性别”登记簿为 男，台账为 女；“电话”登记簿为 （空），台账为 1'), 'a list within a gap').toBe('No date says which is newer, the register was kept: “性别” is 男 in the register and 女 in the ledger; “电话” is (empty) in the register and 1 in the ledger');
  expect(inWords('望湖家园、3幢'), 'what is nobody’s phrase stays as the file has it').toBe('望湖家园、3幢');
});

/** Where the importer's sentences stand, and which of the Chinese words there are not told to the reader. */
const SOURCES: [string, RegExp?][] = [
  ['crates/app/src/import/reasons.rs'], ['data-import/src/normalise/messages.rs'], ['data-import/src/normalise/warnings.rs'], ['data-import/src/normalise/unread.rs'], ['crates/app/src/import/summary/words.rs'],
  ['crates/app/src/import/person_row.rs', /^(导入台账时由|补正《)/], ['crates/app/src/import/person_match.rs'], ['crates/app/src/import/address_match.rs'], ['crates/app/src/import/organisation_row.rs'],
  ['crates/app/src/import/stay_row.rs'], ['crates/app/src/import/tenancy_row.rs'], ['crates/app/src/import/listed_row.rs'], ['crates/app/src/import/weigh.rs'], ['crates/domain/src/duplicate/evidence.rs'],
];

const chineseIn = (file: string): string[] => {
  const program = readFileSync(file, 'utf8').split('#[cfg(test)]')[0] ?? '';
  const words = [...program.replace(/\/\/.*/g, '').matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map((match) => (match[1] ?? '').replace(/\{\w*\}/g, '{}'));
  return words.filter((text) => /[\u4e00-\u9fff]/.test(text));
};

test('every sentence of the importer has its English', () => {
  const known = new Set(Object.keys(english));
  const missing = SOURCES.flatMap(([file, untold]) => chineseIn(`../${file}`).filter((text) => !known.has(text) && !untold?.test(text)).map((text) => `${file}: ${text}`));
  expect(missing, 'it would stand in Chinese on an English screen: add it to english.json').toEqual([]);
  const asked = readFileSync('../data-import/src/normalise/questions/asked.rs', 'utf8');
  expect([...asked.matchAll(/ask: "([^"]+)"/g)].map((match) => match[1] ?? '').filter((text) => !known.has(text)), 'questions too').toEqual([]);
});

test('the English fills as many gaps as the Chinese has', () => {
  for (const [chinese, words] of Object.entries(english)) {
    const gaps = chinese.split('{}').length - 1;
    expect([...words.matchAll(/\{(\d)\}/g)].map((match) => Number(match[1])).sort(), chinese).toEqual(Array.from({ length: gaps }, (_, index) => index + 1));
  }
});
