// Writes docs/*.png from the real window on the demo community: `cargo xtask screenshots`.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fullestRoom, idsOf, openTower, unlockDemo } from './demo.mjs';
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
  await window.press('Control+1');
  await window.find('today-screen');
  await save('today');

  await openTower(window);
  await save('building');
  await window.click(`room-cell-${await fullestRoom(window)}`);
  await window.find('residents');
  await save('room');
  await window.press('w');
  await save('room-page');
  await window.press('l');
  await window.find('timeline');
  await save('timeline');
  await window.press('n');

  await window.click('[data-testid=residents] .name');
  await window.find('person-title');
  await save('person');
  await window.click('[data-testid=panel-person] [data-testid=graph-tab]');
  await save('neighbourhood');
  await window.press('w');

  await generator(window);
  await save('generator');
  await window.press('Escape');
  await window.gone('generator');

  await window.press('Control+4');
  await window.click('duplicates-search');
  await window.find('pair-fields', 120_000);
  await until(async () => (await idsOf(window, 'toast')).length === 0, 'messages to go');
  await save('duplicates');

  await window.press('Control+5');
  await save('office');

  await window.press('Control+6');
  const ledger = path.join(window.home, 'ledger.csv');
  mkdirSync(window.home, { recursive: true });
  writeFileSync(ledger, `\uFEFF${LEDGER}\r\n`);
  await window.click('import-pick');
  await chooseFile('^(选择文件|Choose a file)$', ledger, { home: window.home, as: 'ledger.csv' });
  await window.find('import-preview', 60_000);
  await save('import');
});

/** A block of two units with shops below and a fourth floor left out. */
async function generator(window) {
  await window.press('Control+3');
  await window.click('list-raise');
  await window.fill('raise-name', '9幢');
  await window.click('raise-band-shop');
  await window.click('raise-skip-floor-4');
  await window.fill('raise-floors', '11');
  await window.fill('raise-units', '2');
  await window.js('document.querySelector("#generator").scrollTop = 0; document.activeElement.blur()');
}
