// The map at the real window: found, opened, coloured, filtered, let go as a picture; and gone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { clickDrawn, roomCells } from './demo.mjs';
import { onMap } from './on-map.mjs';
import { answerDialog } from './register.mjs';
import { until } from './window.mjs';

const TIMEOUT = 240_000;

/** Opens the first hit of a search among the buildings; the camera flies there. */
async function openBySearch(window, text) {
  await window.press('Control+k');
  await until(() => window.holdsFocus('search-input'), 'the cursor in the search box');
  await window.click('search-kind-building');
  await window.fill('search-input', text);
  await window.find('search-hit-0');
  await window.js('document.querySelector("[data-testid=search-input]").focus()');
  await window.press('Enter');
  await window.gone('search');
  await window.find('room-grid');
  await window.idle(60_000);
}

async function colourBy(window, mode) {
  await window.click('colour-mode');
  await window.click(`colour-mode-${mode}`);
  await until(async () => (await window.text('colour-mode'))?.length > 0 && !(await window.has(`colour-mode-${mode}`)), 'the list of modes to close');
  await window.idle(60_000);
}

/** Width and height of a PNG file, which stand in its first chunk. */
function sizeOfPng(file) {
  const bytes = readFileSync(file);
  assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'the file is a PNG');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

test('a hit is flown to, its room clicked where it is drawn, its colours changed, filtered and exported', { timeout: TIMEOUT }, async () => {
  await onMap('look', async (window) => {
    await openBySearch(window, '望湖');
    const [first, room] = await roomCells(window);
    assert.ok(first && room, 'the building has rooms');
    await clickDrawn(window, 'room', room.id);
    await window.find('residents');
    assert.ok((await window.text('room-title')).endsWith(room.number), 'it is the room that was clicked');
    await window.click('building-back');
    await window.gone('room-grid');

    await colourBy(window, 'occupancy');
    const line = 'legend-three_or_four';
    await window.click(line);
    await window.find(`[data-testid=${line}][aria-pressed=true]`);
    await window.click(line);
    await window.find(`[data-testid=${line}][aria-pressed=false]`);
    await colourBy(window, 'plates');
    await window.sees('legend', '幢');

    const out = path.join(window.home, 'map.png');
    await window.click('map-more');
    await window.click('map-export');
    await window.find('picture-dialog');
    await window.click('picture-size-hd');
    await answerDialog(window, out);
    await window.click('picture-save');
    await window.gone('picture-dialog', 60_000);
    assert.deepEqual(sizeOfPng(out), { width: 1920, height: 1080 }, 'as large as was asked for');
  });
});

test('where the picture is lost, the lists take its place and lead everywhere', { timeout: TIMEOUT }, async () => {
  await onMap('lost', async (window) => {
    await window.js('document.querySelector("[data-testid=map-canvas]").getContext("webgl2").getExtension("WEBGL_lose_context").loseContext()');
    await window.find('no-picture', 20_000);
    await window.find('building-list');
    await window.click('[data-testid=no-picture] [data-testid^=list-building-]');
    await window.find('room-grid');
    assert.ok((await roomCells(window)).length > 0, 'the building table is there as ever');
  });
});
