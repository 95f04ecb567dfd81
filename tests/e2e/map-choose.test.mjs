// Choosing and finding one's way on the map, at the real window: a box holds what is within it, the small map moves the large one.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boxOf, buildings, groundUnder, onMap } from './on-map.mjs';

const TIMEOUT = 240_000;
const numberIn = (text, unit) => Number(new RegExp(`([\\d,]+) ${unit}`).exec(text)?.[1].replaceAll(',', ''));

test('a box holds the buildings within it, with what is in them', { timeout: TIMEOUT }, async () => {
  await onMap('box', async (window) => {
    const all = (await buildings(window)).filter(({ unclaimed }) => !unclaimed);
    const { width, height } = await boxOf(window, 'map-canvas');
    await window.click('tool-box');
    await window.find('[data-testid=tool-box][aria-pressed=true]');
    // From edge to edge where nothing lies over the canvas.
    const [left, right, top, foot] = [4, width - 4, 60, height - 60];
    await window.drag('map-canvas', { x: Math.round(width / 2), y: top }, { x: left, y: foot });
    await window.find('chosen-buildings');
    const half = numberIn(await window.text('chosen-buildings'), '幢');
    assert.ok(half > 0 && half < all.length, `the left half of the picture holds some: ${half} of ${all.length}`);
    await window.click('chosen-clear');
    await window.gone('chosen-buildings');

    await window.drag('map-canvas', { x: left, y: top }, { x: right, y: foot });
    await window.sees('chosen-buildings', `${all.length} 幢`);
    const rooms = all.reduce((sum, each) => sum + each.roomCount, 0);
    assert.equal(numberIn(await window.text('chosen-buildings'), '间'), rooms, 'with all the rooms in them');
    await window.click('tool-look');
    await window.find('[data-testid=tool-look][aria-pressed=true]');
  });
});

test('a press on the small map takes the large one there', { timeout: TIMEOUT }, async () => {
  await onMap('minimap', async (window) => {
    const canvas = await boxOf(window, 'map-canvas');
    const middle = { x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 };
    const small = await boxOf(window, 'minimap');
    const outline = () => window.js('return document.querySelector("[data-testid=minimap] polygon").getAttribute("points")');
    const pressed = async (across) => {
      const before = await outline();
      await window.clickPage({ x: small.x + small.width * across, y: small.y + small.height / 2 });
      await window.idle(60_000);
      assert.notEqual(await outline(), before, 'the outline of what is in view goes along');
      return (await groundUnder(window, [middle]))[0];
    };
    const [west, east, centre] = [await pressed(0.25), await pressed(0.75), await pressed(0.5)];
    assert.ok(west[0] < centre[0] - 10 && centre[0] < east[0] - 10, `from west to east: ${west[0]}, ${centre[0]}, ${east[0]}`);
    const off = Math.hypot((west[0] + east[0]) / 2 - centre[0], (west[1] + east[1]) / 2 - centre[1]);
    assert.ok(off < 3, `the middle lies between the two: ${off} m off`);
    assert.ok(Math.abs(west[1] - east[1]) < 3, 'the upper edge is north, so a line across runs due east');
  });
});
