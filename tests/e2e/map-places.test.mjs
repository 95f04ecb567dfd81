// Where buildings stand, at the real window: one is carried elsewhere, one gets an outline drawn by hand; the register keeps both.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clickDrawn } from './demo.mjs';
import { building, chooseFromMenu, chooseFromPage, dragPage, groundUnder, onMap, pointOf, standing } from './on-map.mjs';
import { newHome, until } from './window.mjs';

const TIMEOUT = 240_000;
const ring = (outline) => outline.footprint.map(([east, north]) => [Math.round(east * 100), Math.round(north * 100)]);

test('a building that is carried elsewhere stands there on the next day, and its history says so', { timeout: TIMEOUT }, async () => {
  const home = newHome();
  let moved;
  await onMap('carried', async (window) => {
    const before = await standing(window);
    await chooseFromPage(window, before.id, 'move');
    await window.find('placing');
    const carry = async () => {
      const from = await pointOf(window, before.id);
      await dragPage(window, from, { x: from.x + 70, y: from.y + 30 });
      return until(async () => {
        const now = await building(window, before.id);
        return `${ring(now)}` === `${ring(before)}` ? null : now;
      }, 'the building to be put down');
    };
    const once = await carry();
    const shifts = once.footprint.map(([east, north], corner) => [east - before.footprint[corner][0], north - before.footprint[corner][1]]);
    const [[east, north]] = shifts;
    assert.ok(Math.hypot(east, north) > 3, 'it was carried metres, not a hair');
    assert.ok(shifts.every((shift) => Math.hypot(shift[0] - east, shift[1] - north) < 0.1), 'all corners alike: it keeps its shape');
    await window.press('Control+z');
    await until(async () => `${ring(await building(window, before.id))}` === `${ring(before)}`, 'the building to stand where it stood');
    moved = await carry();
    await window.press('Escape');
    await window.gone('placing');
  }, { home });

  await onMap('carried-next-day', async (window) => {
    const now = await building(window, moved.id);
    assert.deepEqual(ring(now), ring(moved), 'the register has it where it was put');
    await clickDrawn(window, 'building', moved.id);
    await window.find('room-grid');
    await window.click('tab-history');
    await window.sees('history', '轮廓');
  }, { home });
});

test('an outline is drawn corner by corner, and what is given up is not kept', { timeout: TIMEOUT }, async () => {
  await onMap('drawn', async (window) => {
    const before = await standing(window);
    await chooseFromMenu(window, before.id, 'draw');
    await window.find('placing');
    const middle = await pointOf(window, before.id);
    const corners = [[-90, -60], [110, -40], [80, 90], [-120, 60]].map(([x, y]) => ({ x: Math.round(middle.x + x), y: Math.round(middle.y + y) }));
    const clicked = async (points) => {
      for (const point of points) await window.clickPage(point);
    };
    await clicked(corners.slice(0, 2));
    await window.press('Escape'); // takes the corners back
    await window.press('Escape'); // and puts the tool away
    await window.gone('placing');
    assert.deepEqual(ring(await building(window, before.id)), ring(before), 'an outline given up changes nothing');

    await chooseFromMenu(window, before.id, 'draw');
    const ground = await groundUnder(window, corners);
    await clicked(corners);
    await window.press('Enter');
    await window.gone('placing');
    const after = await until(async () => {
      const now = await building(window, before.id);
      return `${ring(now)}` === `${ring(before)}` ? null : now;
    }, 'the outline to be kept');
    assert.equal(after.footprint.length, 4, 'as many corners as were clicked');
    for (const [east, north] of ground) {
      const nearest = Math.min(...after.footprint.map((corner) => Math.hypot(corner[0] - east, corner[1] - north)));
      assert.ok(nearest < 3, `a corner where it was clicked, or where that makes a right angle: ${nearest} m`);
    }
  });
});
