// A decade of the map at the real window: the day, the numbers and the colours change; leaving it returns to today.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clickDrawn } from './demo.mjs';
import { onMap, standing } from './on-map.mjs';
import { until } from './window.mjs';

const TIMEOUT = 240_000;
const TODAY = '今天';

/** The small map as it is painted: it has the colours of the large one and does not move. */
const painted = (window) => window.js(`
  const sheet = document.querySelector('[data-testid=minimap] canvas');
  const { data } = sheet.getContext('2d').getImageData(0, 0, sheet.width, sheet.height);
  return data.reduce((sum, value, at) => (sum * 31 + value * (at % 251)) % 1_000_000_007, 7);`);

/** The small map once it is painted twice alike: it is painted a frame after the large one. */
const settled = (window) => until(async () => {
  const [once, again] = [await painted(window), await painted(window)];
  return once === again ? again : null;
}, 'the small map to be painted');

/** The counts of the legend, without the day that it may name. */
const numbers = (legend) => legend.replace(/截至.*/, '').match(/\d[\d,]*/g).join(' ');

async function openOne(window) {
  await clickDrawn(window, 'building', (await standing(window)).id);
  await window.find('building-title');
}

const onDay = (window, day) => window.sees('replay-day', day);

test('the slider shows the map of ten years ago, and leaving it shows today again', { timeout: TIMEOUT }, async () => {
  await onMap('replay', async (window) => {
    await window.click('colour-mode');
    await window.click('colour-mode-occupancy');
    await window.find('legend-three_or_four');
    await window.idle(60_000);
    const today = { legend: await window.text('legend'), picture: await settled(window) };
    await window.click('map-replay');
    await window.find('replay-step', 60_000);
    await onDay(window, TODAY);
    const quarters = Number(await window.js('return document.querySelector("[data-testid=replay-step]").max'));
    assert.ok(quarters >= 40, 'a decade has forty quarters');

    await window.js('document.querySelector("[data-testid=replay-step]").focus()');
    await window.press('Home');
    await onDay(window, new RegExp(`${new Date().getFullYear() - 10} 年第 \\d 季度`));
    await window.find('legend-day');
    await window.sees('legend-day', `${new Date().getFullYear() - 10}-`);
    await until(async () => numbers(await window.text('legend')) !== numbers(today.legend), 'other numbers: fewer lived there');
    await until(async () => (await painted(window)) !== today.picture, 'other colours');
    await openOne(window);
    await window.sees('as-of-said', `${new Date().getFullYear() - 10}-`);
    await window.click('building-back');
    await window.gone('building-title');
    await window.idle(60_000);

    await window.click('replay-close');
    await window.gone('replay');
    await window.gone('legend-day');
    await until(async () => (await window.text('legend')) === today.legend, 'the numbers of today');
    await until(async () => (await painted(window)) === today.picture, 'the colours of today');
    await openOne(window);
    assert.ok(!(await window.has('as-of-said')), 'on the pages of buildings, too, it is today again');
  });
});

test('it plays on to today by itself, and a colouring without history says so', { timeout: TIMEOUT }, async () => {
  await onMap('play', async (window) => {
    await window.click('map-replay');
    await window.find('replay-step', 60_000);
    await window.js('document.querySelector("[data-testid=replay-step]").focus()');
    await window.pressTimes('ArrowLeft', 6);
    await until(async () => !(await window.text('replay-day')).includes(TODAY), 'a day before today');
    await window.find('legend-day');
    await window.click('replay-play');
    await onDay(window, TODAY);
    await window.gone('legend-day');
    await window.click('colour-mode');
    await window.click('colour-mode-findings');
    await window.sees('replay-none', '没有留存历史');
    await window.press('Escape');
  });
});
