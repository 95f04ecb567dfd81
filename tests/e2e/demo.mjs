// The way from unlock to a building and a room in the demo community, shared by tests and screenshots.

import { until } from './window.mjs';

/** Unlocks the demo register, whose user and password are filled in, and goes on from Today to the map. */
export async function unlockDemo(window) {
  await window.click('unlock-submit');
  await window.find('today-screen', 60_000);
  await window.click('nav-map');
  await window.find('map-canvas', 60_000);
  await window.idle(60_000);
}

/** Unlocks the demo register by Enter, where the cursor stands in the password, and stays on Today. */
export async function unlockByKeyboard(window) {
  await window.find('unlock-submit', 120_000);
  await until(() => window.holdsFocus('unlock-password'), 'the cursor to be in the password');
  await window.press('Enter');
  await window.find('today-screen', 60_000);
  await window.idle(60_000);
}

/** Clicks a building or room where the canvas draws it, by the record's id. */
export async function clickDrawn(window, kind, id) {
  await window.idle();
  const where = () => window.js(`return window.louceTest.${kind}Point(arguments[0])`, id);
  await window.clickPage(await until(where, `${kind} ${id} on the canvas`));
  await window.idle();
}

/** The ids at the end of the data-testids that start with `prefix`, such as `room-cell-`. */
export function idsOf(window, prefix) {
  return window.js(
    'return [...document.querySelectorAll(`[data-testid^="${arguments[0]}"]`)].map((e) => e.dataset.testid.slice(arguments[0].length))',
    prefix,
  );
}

/** Opens the first tower of the demo community by clicking it on the map. */
export async function openTower(window) {
  await window.press('Control+3');
  await window.fill('list-filter', '望湖');
  await until(async () => (await window.text('building-list'))?.startsWith('望湖'), 'the list to be filtered');
  const tower = (await idsOf(window, 'list-building-'))[0];
  await window.fill('list-filter', '');
  await clickDrawn(window, 'building', tower);
  await window.find('room-grid');
  await window.idle(60_000);
}

/** The rooms of the open building table: id, number and how many people live there. */
export function roomCells(window) {
  return window.js(`return [...document.querySelectorAll('[data-testid^="room-cell-"]')].map((cell) => ({
    id: cell.dataset.id, number: cell.querySelector('.number').innerText.trim(), people: Number(cell.dataset.residents),
  }))`);
}

/** The first room of the building table with the most people in it. */
export async function fullestRoom(window) {
  return (await roomCells(window)).reduce((most, room) => (room.people > most.people ? room : most)).id;
}
