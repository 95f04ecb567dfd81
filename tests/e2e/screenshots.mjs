// Writes docs/*.png from the real window on the demo community: `cargo xtask screenshots`.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { clickDrawn, idsOf, unlockDemo } from './demo.mjs';
import { chooseFile } from './dialog.mjs';
import { sleep, withWindow } from './window.mjs';

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

  await openFullestBuilding(window);
  await save('building');

  const rooms = await idsOf(window, 'room-cell-');
  await window.click(`room-cell-${rooms[Math.floor(rooms.length / 2)]}`);
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

/** Opens the building of the list with the most rooms drawn, by clicking it on the map. */
async function openFullestBuilding(window) {
  await window.click('nav-list');
  await window.find('[data-testid^="list-building-"]');
  const [id] = await idsOf(window, 'list-building-');
  await window.click('nav-map');
  await window.idle();
  await clickDrawn(window, 'building', id);
  await window.find('building-title');
}
