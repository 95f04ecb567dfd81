// The window opens and asks who is there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withWindow } from './window.mjs';

test('the window opens and shows unlock', { timeout: 120_000 }, async () => {
  await withWindow({ name: 'smoke' }, async (window) => {
    await window.find('unlock-screen');
    const language = await window.js('return document.documentElement.lang');
    assert.match(language, /^zh|^en/, 'a screen reader has to know the language');
  });
});
