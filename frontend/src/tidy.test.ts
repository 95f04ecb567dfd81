import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(svelte|ts|css)$/.test(file) && !/^(bindings|viewer)[\\/]|test\.ts$/.test(file))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join('src', file), 'utf8') }));

test('there is one door to the program behind the window', () => {
  const others = sources.filter(({ file, text }) => file !== 'backend.ts' && /@tauri-apps\//.test(text)).map(({ file }) => file);
  expect(others, 'only backend.ts may call invoke or a plugin').toEqual([]);
});

test('colours are written down in tokens.css only', () => {
  const coloured = sources
    .filter(({ file }) => file !== 'tokens.css' && !file.startsWith('mock/'))
    .filter(({ text }) => /#[0-9a-fA-F]{3,8}\b(?=[;\s)'"])|\brgba?\(|\bhsla?\(/.test(text.replace(/&#\w+;/g, '')))
    .map(({ file }) => file);
  expect(coloured, 'a colour outside the tokens breaks one of the two themes').toEqual([]);
});

test('the invented register never reaches a build', () => {
  const users = sources.filter(({ file, text }) => !file.startsWith('mock/') && /from '.*\/mock\//.test(text)).map(({ file }) => file);
  expect(users, 'mock/ is loaded by main.ts in mock mode and by nothing else').toEqual([]);
});

test('components stay small', () => {
  const large = sources.filter(({ file, text }) => file.endsWith('.svelte') && text.split('\n').length > 200).map(({ file }) => file);
  expect(large, 'a component of more than 200 lines is two').toEqual([]);
});
