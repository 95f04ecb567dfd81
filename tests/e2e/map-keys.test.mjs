// The map without a mouse, at the real window: building, floor and room by the keys, each said as the table has it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildings, onMap, saidAfter } from './on-map.mjs';

const TIMEOUT = 240_000;

/** The rooms of a floor as the building table shows them: number, how many live there. */
const roomsOf = (window, floor) => window.js(`return [...document.querySelectorAll('[data-testid=room-grid] [role=row]')]
  .filter((row) => row.querySelector('[role=rowheader]')?.innerText.trim() === arguments[0])
  .flatMap((row) => [...row.querySelectorAll('[data-testid^="room-cell-"]')])
  .map((cell) => ({ number: cell.querySelector('.number').innerText.trim(), people: Number(cell.dataset.residents) }))`, floor);

test('keys walk from building to floor to room and out again, and every step is said in the words of the table', { timeout: TIMEOUT }, async () => {
  await onMap('keys', async (window) => {
    await window.walkTo('map-canvas');
    const said = await saidAfter(window, 'ArrowRight');
    const [, floors, rooms, residents] = /，(\d+)层，(\d+)间，在住(\d+)人/.exec(said) ?? [];
    const fits = (await buildings(window)).filter((each) => said.includes(each.label) && each.floorsAbove === Number(floors) && each.roomCount === Number(rooms) && each.residents === Number(residents));
    assert.ok(fits.length > 0, `a building of the register: ${said}`);
    assert.notEqual(await saidAfter(window, 'ArrowRight'), said, 'the next one is another');

    await window.press('Enter');
    await window.find('room-grid');
    await window.idle(60_000);
    await window.walkTo('map-canvas', { by: 'Shift+Tab' });
    const floor = await saidAfter(window, 'Enter');
    const [, number, roomsThere, peopleThere] = /^(.+?)层，(\d+)间，在住(\d+)人/.exec(floor) ?? [];
    const there = await roomsOf(window, number);
    assert.equal(there.length, Number(roomsThere), `as many rooms as the table has on that floor: ${floor}`);
    assert.equal(there.reduce((sum, room) => sum + room.people, 0), Number(peopleThere), 'and as many people');

    const above = await saidAfter(window, 'PageUp');
    assert.match(above, /层/, 'the page keys change the floor');
    await saidAfter(window, 'PageDown');
    const room = await saidAfter(window, 'Enter');
    const drawn = there.find((each) => room.includes(`${each.number}室`));
    assert.ok(drawn, `a room of that floor: ${room}`);
    assert.match(room, new RegExp(`在住${drawn.people}人`), 'with those who live in it');
    assert.match(await saidAfter(window, 'Escape'), /层，/, 'Esc goes out to the floor');
    await saidAfter(window, 'Enter');
    await window.press('Enter');
    await window.find('panel-room');
    assert.ok((await window.text('room-title')).length > 0, 'and Enter opens the room');
  });
});
