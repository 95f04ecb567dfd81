// What the tests of the map share: the way to it, where buildings stand on it, and hands on its canvas.

import { clickDrawn, unlockDemo } from './demo.mjs';
import { xdotool } from './dialog.mjs';
import { newHome, until, withWindow } from './window.mjs';

/** A window with the demo register and its map, once the numbers of the legend are there. The same `home` is the same register. */
export function onMap(name, story, { home = newHome() } = {}) {
  return withWindow({ name: `map-${name}`, args: ['--demo'], home }, async (window) => {
    await window.resize(1440, 900);
    await window.find('unlock-submit', 120_000);
    await unlockDemo(window);
    await counted(window);
    await story(window);
  });
}

/** Waits until the legend has numbers. */
export const counted = (window) => until(async () => /\d/.test((await window.text('legend')) ?? ''), 'the numbers of the legend');

/** The buildings of the map, as the register told them. */
export const buildings = (window) => window.js('return window.louceTest.buildings()');

export const building = async (window, id) => (await buildings(window)).find((each) => each.id === id);

/** Where a building is drawn, a point of the page. */
export const pointOf = (window, id) => until(() => window.js('return window.louceTest.buildingPoint(arguments[0])', id), `building ${id} on the canvas`);

/** A building that stands on a footprint without courtyards and can be clicked. */
export async function standing(window) {
  for (const each of await buildings(window)) {
    if (!each.footprint || each.unclaimed || each.holes?.length) continue;
    if (await window.js('return window.louceTest.buildingPoint(arguments[0])', each.id)) return each;
  }
  throw new Error('no building of the demo stands on a footprint in sight');
}

/** The ground under points of the page, metres east and north. */
export const groundUnder = (window, points) => window.js('return arguments[0].map((point) => window.louceTest.groundAt(point))', points);

/** The box of an element on the page. */
export const boxOf = (window, testid) => window.js('const { x, y, width, height } = document.querySelector(`[data-testid="${arguments[0]}"]`).getBoundingClientRect(); return { x, y, width, height };', testid);

/**
 * Opens the menu of the map on a building by the right button, and takes an entry of it. The button is pressed at the X
 * server: WebDriver lets go of the left one instead. The window stands in the corner of a screen without a manager.
 */
export async function chooseFromMenu(window, id, entry) {
  await window.idle(60_000);
  const { x, y } = await pointOf(window, id);
  xdotool('mousemove', '--sync', String(Math.round(x)), String(Math.round(y)), 'click', '3');
  await window.click(`map-menu-${entry}`);
  await window.gone('map-menu');
  await window.idle(60_000);
}

/** Opens a building where it is drawn, and takes an entry of the menu of what can be changed in it. */
export async function chooseFromPage(window, id, entry) {
  await clickDrawn(window, 'building', id);
  await window.find('room-grid');
  await window.click('building-change');
  await window.click(`building-change-${entry}`);
  await window.gone('room-grid');
  await window.idle(60_000);
}

/** Drags from one point of the page to another. */
export async function dragPage(window, from, to) {
  const { x, y } = await boxOf(window, 'map-canvas');
  const onCanvas = (point) => ({ x: point.x - x, y: point.y - y });
  await window.drag('map-canvas', onCanvas(from), onCanvas(to));
}

/** What is said to those who do not see the map, once it is something else than before. */
export async function saidAfter(window, key) {
  const now = () => window.js('return document.querySelector("[data-testid=map-said]").textContent');
  const before = await now();
  await window.press(key);
  return until(async () => ((await now()) === before ? null : now()), `something else to be said after ${key} than “${before}”`);
}
