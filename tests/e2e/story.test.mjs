// The main job at the real window: a ledger becomes a building, an officer corrects and moves out a resident by way of
// the 3D view, quits, and the next officer finds everything with its history.
import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { clickDrawn, idsOf } from './demo.mjs';
import { chooseLedger, createRegister, PASSWORD, USER } from './register.mjs';
import { newHome, until, withWindow } from './window.mjs';

const SHARED = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../shared/data/ledgers/filled/人口台账.xlsx');
// The same building and people as the first rows of the filled ledger, for a checkout without the shared data.
const LEDGER = `姓名,与其他人员关系,身份证号,性别,联系电话,现住小区/建筑,门牌地址
石红慧,户主,330299196503044061,女,13300006918,望湖家园,1幢1单元101室
罗雅桂,户主,330299196401290341,女,19100006630,望湖家园,1幢1单元102室
龚川伟,丈夫,330299196007194896,男,19800001080,望湖家园,1幢1单元102室
闫仙慧,母亲,330299193212260721,女,,望湖家园,1幢1单元102室
`;

/** The ledger to import: the filled one where it is, else the same first rows as CSV. */
function ledger(home) {
  if (existsSync(SHARED)) return SHARED;
  console.log('the shared data are not here: the story imports the first rows of the ledger as CSV');
  const file = path.join(home, '人口台账.csv');
  writeFileSync(file, LEDGER);
  return file;
}

async function unlock(window, file) {
  await window.find('unlock-password');
  assert.ok((await window.text('unlock-register')).includes(path.basename(file)) || (await window.text('unlock-register')).includes('永丰社区'), 'the register is offered');
  await window.fill('unlock-user', USER);
  await window.fill('unlock-password', PASSWORD);
  await window.click('unlock-submit');
  await window.find('today-screen', 60_000);
  await window.click('nav-map');
  await window.find('map-canvas', 60_000);
  await window.idle(60_000);
}

async function importLedger(window, file) {
  await chooseLedger(window, file);
  await window.find('import-preview', 60_000);
  await window.sees('import-counts', '新增');
  await window.click('import-commit');
  await window.find('import-done', 60_000);
  await window.click('import-to-map');
  await window.find('map-canvas', 30_000);
  await window.idle(60_000);
}

/** Types into the search box and opens the first hit of a kind. */
async function searchFor(window, text, kind) {
  await window.press('Control+k');
  await window.find('search-input');
  if (kind) await window.click(`search-kind-${kind}`);
  await window.fill('search-input', text);
  await window.idle();
  await window.find('search-hit-0');
}

/** The id of the first element whose data-testid starts with `prefix` and whose text fits, once there is one. */
function idShowing(window, prefix, fits, what) {
  return until(async () => {
    for (const id of await idsOf(window, prefix)) if (fits((await window.text(`${prefix}${id}`)) ?? '')) return id;
    return null;
  }, what);
}

/** The room cell that shows a number in the first unit. */
const roomCell = (window, number) =>
  idShowing(window, 'room-cell-', (text) => text.startsWith(number), `room ${number} in the building table`);

const residentNamed = (window, name) =>
  idShowing(window, 'resident-', (text) => text.includes(name), `${name} among the residents`);

test('a ledger becomes a building, and the next officer finds everything', { timeout: 300_000 }, async () => {
  const home = newHome();
  const register = path.join(home, 'yongfeng.louce');
  let room;

  await withWindow({ home, name: 'story-first-day' }, async (window) => {
    await window.resize(1440, 900);
    await createRegister(window, register);
    await importLedger(window, ledger(home));

    await searchFor(window, '望湖家园1幢', 'building');
    await window.press('Escape');
    const building = await idShowing(window, 'list-building-', (text) => text.startsWith('1幢'), 'building 1 in the list');
    await clickDrawn(window, 'building', building);
    await window.sees('building-title', '望湖家园1幢');

    room = await roomCell(window, '102');
    await clickDrawn(window, 'room', room);
    await window.sees('room-title', '1-1-102');
    await window.find('residents');
    assert.ok(!(await window.text('residents')).includes('罗雅桂'), 'names are masked until they are revealed');
    await window.click('reveal');
    await window.sees('residents', '罗雅桂');

    const luo = await residentNamed(window, '罗雅桂');
    await window.click(`open-${luo}`);
    await window.click('[data-testid=panel-person] [data-testid=edit-phones]');
    await window.fill('input-phones', '13900001234');
    await window.click('save');
    await window.sees('[data-testid=panel-person] [data-testid=value-phones]', '13900001234');
    await window.click('panel-back');

    await window.sees('residents', '龚川伟');
    const gong = await residentNamed(window, '龚川伟');
    await window.click(`[data-testid=resident-${gong}] [data-testid=move-out]`);
    await window.click('move-out-reason-3');
    await window.click('move-out-confirm');
    await window.sees('former', '龚川伟');
    assert.ok(!(await window.text('residents')).includes('龚川伟'), 'who moved out is no longer among the residents');
  });

  await withWindow({ home, name: 'story-next-day', args: [register] }, async (window) => {
    await window.resize(1440, 900);
    await unlock(window, register);
    await searchFor(window, '1幢1单元102');
    await window.press('Enter');
    await window.sees('room-title', '1-1-102');
    await window.click('reveal');
    await window.sees('residents', '13900001234');
    await window.sees('former', '龚川伟');
    await window.click('[data-testid=panel-room] [data-testid=history-tab]');
    await window.sees('history', '迁出');
    await window.click('[data-testid=panel-room] [data-testid=now-tab]');
    await window.click(`open-${await residentNamed(window, '罗雅桂')}`);
    await window.click('[data-testid=panel-person] [data-testid=field-history-phones]');
    await window.sees('field-history', '13900001234');
    await window.sees('field-history', '19100006630');
    await window.press('Control+l');
    await window.find('unlock-screen');
  });
});
