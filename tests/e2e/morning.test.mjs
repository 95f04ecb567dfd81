// One officer's morning at the demo register with the keyboard alone: nothing is clicked, nothing is focused by script.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idsOf, roomCells, unlockByKeyboard } from './demo.mjs';
import { newHome, until, withWindow } from './window.mjs';

const TIMEOUT = 240_000;
const tenYearsAgo = () => `${new Date().getFullYear() - 10}-06-01`;

const yesterday = () => new Date(Date.now() - 36e5 * 24).toISOString().slice(0, 10);

/** A window with the demo register, unlocked by Enter. */
function morning(name, story, options = {}) {
  return withWindow({ name: `morning-${name}`, args: ['--demo'], ...options }, async (window) => {
    await window.resize(1440, 900);
    await unlockByKeyboard(window);
    await story(window);
  });
}

/** Goes to a record through the search box. */
async function goTo(window, text, shown) {
  await window.press('Control+k');
  await until(() => window.holdsFocus('search-input'), 'the cursor in the search box');
  await window.write(text);
  await window.sees('search-hit-0', text);
  await window.press('Enter');
  await window.gone('search');
  await window.find(shown);
  await window.idle(60_000);
}

/** Opens the first building of the list whose site fits, and goes to its table. */
async function toTable(window, site) {
  await window.press('Control+3');
  await until(() => window.holdsFocus('list-filter'), 'the cursor in the filter of the list');
  await window.write(site);
  await until(async () => (await idsOf(window, 'list-building-')).length > 0, `buildings of ${site}`);
  await window.press('ArrowDown');
  await window.press('Enter');
  await window.find('room-grid');
  await window.idle(60_000);
  await window.walkTo('room-grid');
}

/** Walks the table by arrow keys, row by row from the top, until a room has the keyboard. */
async function walkTable(window, id) {
  const here = () => window.js('return document.querySelector("[data-testid=room-grid]").getAttribute("aria-activedescendant")');
  await window.press('Control+Home');
  for (let step = 0; step < 200; step++) {
    const before = await here();
    if (before === `room-cell-${id}`) return;
    await window.press('ArrowRight');
    if ((await here()) === before) {
      await window.press('ArrowDown');
      await window.press('Home');
    }
  }
  throw new Error(`the arrows do not lead to room ${id}`);
}

/** Who is among the residents, by name. Not as `innerText`: what is scrolled out of view has none. */
const names = (window) =>
  window.js('return [...document.querySelectorAll("[data-testid=residents] .name")].map((e) => e.textContent.trim()).sort()');

/** Shows names in full and gives them. */
async function revealed(window, count) {
  await window.press('r');
  await window.find('[data-testid=reveal][aria-pressed=true]');
  await until(async () => (await names(window)).length === count, `${count} residents`);
  return names(window);
}

/** Sets the day of the page that is open. */
async function onDay(window, day) {
  await window.press('d');
  await until(() => window.holdsFocus('as-of'), 'the cursor in the day');
  await window.write(day);
  await window.press('Enter');
  await window.sees('as-of-said', day);
  await window.idle();
}

test('a new building is raised, seen in its table, taken back and raised again', { timeout: TIMEOUT }, async () => {
  await morning('generator', async (window) => {
    await window.press('Control+3');
    await until(() => window.holdsFocus('list-filter'), 'the cursor in the filter of the list');
    const raise = async () => {
      await window.walkAndPress('list-raise');
      await until(() => window.holdsFocus('raise-name'), 'the cursor in the name');
      await window.write('99幢');
      await window.walkTo('raise-units');
      await window.write('2');
      await window.walkTo('raise-floors');
      await window.write('5');
      await window.walkTo('raise-rooms');
      await window.write('3');
      await window.walkTo('raise-numbering-floor_serial');
      await window.press('ArrowRight');
      assert.ok(await window.holdsFocus('raise-numbering-padded_floor_serial'), 'arrows walk the styles');
      await window.walkAndPress('raise-skip-floor-4', { key: 'Space' });
      await window.sees('generator-added', /^30$/);
      await window.find('preview-cell-1-0601');
      await window.gone('preview-cell-1-0401');
      await window.press('Control+Enter');
      await window.gone('generator');
      await window.sees('building-title', '99幢');
    };
    await raise();
    await window.walkTo('room-grid');
    const rooms = await roomCells(window);
    assert.equal(rooms.length, 30, 'two units of five floors of three rooms');
    assert.ok(rooms.some(({ number }) => number === '0603') && !rooms.some(({ number }) => number.startsWith('04')), 'the fifth floor is called 6, none is called 4');

    await window.press('Control+z');
    await window.gone('building-title');
    await window.press('Control+3');
    await until(() => window.holdsFocus('list-filter'), 'the cursor in the filter of the list');
    await window.write('99幢');
    await until(async () => (await idsOf(window, 'list-building-')).length === 0, 'the building to be gone from the list');

    await raise();
    await window.press('Control+3');
    await until(() => window.holdsFocus('list-filter'), 'the cursor in the filter of the list');
    await until(async () => (await idsOf(window, 'list-building-')).length === 1, 'the building to be in the list');
  });
});

test('a household moves to another room in one command, and every day knows who lived where', { timeout: TIMEOUT }, async () => {
  await morning('move', async (window) => {
    await toTable(window, '望湖');
    const rooms = await roomCells(window);
    const from = rooms.reduce((most, room) => (room.people > most.people ? room : most));
    const to = rooms.find((room) => room.people === 0);
    await walkTable(window, to.id);
    await window.press('Enter');
    await window.find('residents');
    const target = await window.text('[data-testid=panel-room] header p');

    await window.walkTo('room-grid');
    await walkTable(window, from.id);
    await window.press('Enter');
    await window.sees('room-title', from.number);
    const household = await revealed(window, from.people);

    await window.press('a');
    await window.find('selection-bar');
    await window.press('b');
    await until(() => window.holdsFocus('move-room'), 'the cursor in the field for the room');
    await window.write(target);
    const hit = '[data-testid^=move-room-hit-][data-highlighted]';
    await until(async () => (await window.press('ArrowDown'), (await window.text(hit))?.includes(target)), 'the keys to be on the room');
    await window.press('Enter');
    await until(async () => !(await window.js('return document.querySelector("[data-testid=move-confirm]").disabled')), 'the move to be ready');
    await window.walkAndPress('move-confirm');
    await window.gone('move-dialog');
    await until(async () => (await names(window)).length === 0, 'the old room to be empty');
    assert.equal((await idsOf(window, 'former-')).length >= household.length, true, 'who lived here is still said');

    await goTo(window, target, 'residents');
    assert.deepEqual(await revealed(window, household.length), household, 'everybody is in the new room');
    await onDay(window, yesterday());
    await until(async () => (await names(window)).every((name) => !household.includes(name)), 'nobody of them in the new room the day before');
    await window.walkAndPress('as-of-today');
    await until(async () => (await names(window)).length === household.length, 'today again');
  });
});

test('the table and the page of a room show who lived there ten years ago', { timeout: TIMEOUT }, async () => {
  await morning('as-of', async (window) => {
    await toTable(window, '望湖');
    const today = await roomCells(window);
    await window.walkTo('as-of', { by: 'Shift+Tab' });
    await window.write(tenYearsAgo());
    await window.press('Enter');
    await window.sees('as-of-said', tenYearsAgo());
    await until(async () => JSON.stringify(await roomCells(window)) !== JSON.stringify(today), 'the table of that day');
    const room = (await roomCells(window)).find(({ id, people }) => people > 0 && people !== today.find((each) => each.id === id)?.people);
    await window.walkTo('room-grid');
    await walkTable(window, room.id);
    await window.press('Enter');
    await window.find('residents');
    const then = await revealed(window, room.people);
    assert.ok(!(await window.has('move-in')), 'nothing can be written on a past day');
    await window.press('\\');
    await window.gone('as-of-said');
    await until(async () => (await names(window)).join() !== then.join(), 'who lives there today');
    await window.find('move-in');
  });
});

test('a split flat keeps its people and its history on both sides', { timeout: TIMEOUT }, async () => {
  await morning('split', async (window) => {
    await toTable(window, '望湖');
    const rooms = await roomCells(window);
    const before = new Set(rooms.map(({ id }) => id));
    const room = rooms.find(({ people }) => people === 2);
    await walkTable(window, room.id);
    await window.press('Enter');
    await window.find('residents');
    const people = await revealed(window, 2);
    await window.walkAndPress('room-more');
    await until(() => window.has('room-more-split'), 'the menu');
    await until(async () => (await window.press('ArrowDown'), window.holdsFocus('room-more-split')), 'the command to split');
    await window.press('Enter');
    await window.find('split-dialog');
    await window.find('split-occupants');
    const [first, second] = (await idsOf(window, 'split-place-')).filter((id) => id.endsWith('-0'));
    await window.walkAndPress(`split-place-${first}`, { key: 'Space' });
    await window.walkTo(`split-place-${second}`);
    await window.press('ArrowRight');
    await window.walkAndPress('split-confirm');
    await window.gone('split-dialog');

    await until(async () => (await idsOf(window, 'superseded-')).includes(room.id), 'the old room among those out of use');
    const halves = [];
    for (const { id } of (await roomCells(window)).filter(({ id }) => !before.has(id))) {
      await window.walkTo('room-grid');
      await walkTable(window, id);
      await window.press('Enter');
      await window.find('residents');
      halves.push(...(await revealed(window, 1)));
      await window.sees('room-links', room.number);
    }
    assert.deepEqual(halves.sort(), people, 'each went to a half of the flat');
    await window.press('h');
    await window.sees('history', '建档');

    await window.walkAndPress('[data-testid=superseded] summary');
    await window.walkAndPress(`superseded-${room.id}`);
    await window.sees('room-title', room.number);
    await window.sees('history', '拆分');
    await window.press('n');
    await window.find('residents');
    for (const name of ['A', 'B']) await window.sees('room-links', new RegExp(`${room.number}[^\\n]*${name}`));
    assert.deepEqual(await revealed(window, 0), [], 'nobody lives in the flat that is no more');
    assert.equal((await idsOf(window, 'former-')).length >= 2, true, 'who lived there is still said');
    await onDay(window, yesterday());
    await until(async () => (await names(window)).join() === people.join(), 'both in the whole flat the day before');
  });
});

test('language and theme are there again after a restart', { timeout: TIMEOUT }, async () => {
  const home = newHome();
  await morning('language', async (window) => {
    const before = await window.js('return document.documentElement.dataset.theme');
    await window.walkAndPress('language', { by: 'Shift+Tab' });
    await until(async () => (await window.js('return document.documentElement.lang')) === 'en', 'English');
    await window.sees('nav-today', 'Today');
    await window.walkAndPress('theme');
    await until(async () => (await window.js('return document.documentElement.dataset.theme')) !== before, 'the other theme');
    await window.idle();
  }, { home });
  await morning('language-again', async (window) => {
    assert.equal(await window.js('return document.documentElement.lang'), 'en', 'the language was kept');
    assert.equal(await window.js('return document.documentElement.dataset.theme'), 'dark', 'the theme was kept');
    await window.sees('nav-today', 'Today');
    assert.doesNotMatch(await window.text('nav-today'), /今日/, 'nothing is left of the other language');
  }, { home });
});
