// What an officer does first, by keyboard alone: put right what is due, judge two records, walk back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idsOf, unlockByKeyboard } from './demo.mjs';
import { until, withWindow } from './window.mjs';

/** The demo register, with something on Today. */
async function today(window) {
  await unlockByKeyboard(window);
  await until(async () => (await idsOf(window, 'today-group-')).length > 0, 'groups of findings');
  await window.idle(60_000);
}

test('a finding is two keys from the form that mends it, and the way back leads to the list without it', { timeout: 240_000 }, async () => {
  await withWindow({ name: 'desk-today', args: ['--demo'] }, async (window) => {
    await window.resize(1366, 768);
    await today(window);
    await window.walkAndPress('today-all-permit_expired', { most: 150 });
    await window.find('findings-list');
    await until(async () => (await window.focused())?.startsWith('hit-'), 'the first record to have the keyboard');
    const first = await window.focused();
    await window.press('ArrowDown');
    assert.notEqual(await window.focused(), first, 'arrow keys walk the list');
    const mended = await window.focused();
    await window.press('Enter');
    await window.find('form-permit_until', 20_000);
    await until(async () => (await window.focused()) === 'form-permit_until', 'the cursor to be in the field to fill in');
    await window.press('Control+a');
    await window.write('2031-06-30');
    await window.walkAndPress('form-save');
    await window.gone('record-form');
    await window.press('Alt+ArrowLeft');
    await until(async () => (await window.has('findings-list')) || (await window.press('Alt+ArrowLeft'), false), 'the list again');
    await until(async () => !(await window.has(mended)), 'the record that was put right to leave the list');
    await window.press('Escape');
    await window.gone('findings-list');
    assert.ok(await window.has('today-screen'), 'Esc leaves the list, not Today');
  });
});

test('duplicates are found, judged and taken back without a mouse', { timeout: 240_000 }, async () => {
  await withWindow({ name: 'desk-duplicates', args: ['--demo'] }, async (window) => {
    await window.resize(1366, 768);
    await today(window);
    await window.press('Control+4');
    await window.find('duplicates-screen');
    await window.walkAndPress('duplicates-search');
    await window.find('pair-fields', 120_000);
    await window.idle(60_000);
    const waiting = (await idsOf(window, 'pair-')).length;
    const first = await window.text('[aria-current=true][data-testid^=pair-]');
    await window.press('j');
    await until(async () => (await window.text('[aria-current=true][data-testid^=pair-]')) !== first, 'the next pair');
    await window.press('r');
    await until(() => window.holdsFocus('verdict-reason'), 'the cursor to be in the reason');
    await window.write('13900001234');
    await window.press('Enter');
    await window.press('d');
    await until(async () => (await idsOf(window, 'pair-')).length < waiting, 'the pair to leave the queue');
    await window.press('u');
    await until(async () => (await idsOf(window, 'pair-')).length === waiting, 'the pair to be back');
  });
});
