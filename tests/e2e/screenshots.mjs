// Writes docs/*.png from the real window on the demo community: `cargo xtask screenshots`.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clickDrawn, idsOf, unlockDemo } from './demo.mjs';
import { chooseFile } from './dialog.mjs';
import { sleep, until, withWindow } from './window.mjs';

const DOCS = path.resolve(import.meta.dirname, '../../docs');
/** Invented people, in the form of an ordinary ledger with a title row. */
const LEDGER = [
  '虚构小区人口台账（示例）,,,,,',
  '姓名,公民身份号码,联系电话,现住地址,人员类别,备注',
  '林知夏,330299199003070021,13900000011,望海路66号虚构小区5幢1单元301室,户籍人口,',
  '周既明,330299198511230038,13900000012,望海路66号虚构小区5幢1单元301室,户籍人口,配偶',
  '许若谷,33029919930815,13900000013,望海路66号虚构小区5幢1单元402室,流动人口,证件号不全',
  '何田田,,13900000014,虚构小区5-2-201,流动人口,租客',
].join('\r\n');

await withWindow({ name: 'screenshots', args: ['--demo'] }, async (window) => {
  const save = async (name) => {
    await window.idle(60_000);
    await sleep(600); // transitions of the page itself
    await window.screenshot(path.join(DOCS, `${name}.png`));
    console.log(`docs/${name}.png`);
  };
  await window.resize(1440, 900);
  await window.find('unlock-submit', 120_000);
  await save('unlock');

  await unlockDemo(window);
  await save('map');

  await openTower(window);
  await save('building');

  await window.click(`room-cell-${await fullestRoom(window)}`);
  await window.find('panel-room');
  await save('room');

  await window.click('nav-import');
  const ledger = path.join(window.home, 'ledger.csv');
  mkdirSync(window.home, { recursive: true });
  writeFileSync(ledger, `\uFEFF${LEDGER}\r\n`);
  await window.click('import-pick');
  await chooseFile('^(选择文件|Choose a file)$', ledger, { home: window.home, as: 'ledger.csv' });
  await window.find('import-preview', 60_000);
  await save('import');
});

/** Opens a tower of the demo community by clicking it on the map. */
async function openTower(window) {
  const first = async () => (await idsOf(window, 'list-building-'))[0];
  const unfiltered = await until(first, 'the list of buildings');
  await window.fill('list-filter', '望湖');
  const tower = await until(async () => {
    const now = await first();
    return now !== unfiltered && now;
  }, 'the list to be filtered');
  await window.fill('list-filter', '');
  await clickDrawn(window, 'building', tower);
  await window.find('building-title');
}

/** The first room of the building table with the most people in it. */
async function fullestRoom(window) {
  const rooms = await idsOf(window, 'room-cell-');
  const people = (await window.texts('[data-testid^="room-cell-"]')).map((text) => Number(text.trim().split('\n')[1] ?? 0));
  return rooms[people.indexOf(Math.max(...people))];
}
