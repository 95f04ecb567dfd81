// The main screens have nothing that stands in the way of a screen reader or of weak eyes, in both themes.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fullestRoom, openTower, unlockDemo } from './demo.mjs';
import { chooseLedger, writeLedger } from './register.mjs';
import { sleep, until, withWindow } from './window.mjs';

const AXE = readFileSync(path.resolve(import.meta.dirname, '../../frontend/node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// A new room, a person without one, a value that is odd, and a column that is refused.
const LEDGER = ['姓名,身份证号,性别,政治面貌,现住小区/建筑,门牌地址', '石木生,330299196503044061,男,,望湖家园,88幢1单元101室', '罗小雅,330299196401290341,乾,,,湖边那间'];

/** What axe finds on the page as it stands, one line for each element. */
async function violations(window, screen) {
  await window.idle(60_000);
  await sleep(250); // colours in transition have no contrast of their own
  await window.js(`${AXE}; window.axeFound = null; axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] }).then((found) => { window.axeFound = found.violations; }, (error) => { window.axeFound = String(error); });`);
  const found = await until(() => window.js('return window.axeFound'), `axe on ${screen}`, 60_000);
  if (typeof found === 'string') throw new Error(`axe failed on ${screen}: ${found}`);
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ target, any, all }) => `${screen}: ${id} ${target.join(' ')} (${any[0]?.message ?? all[0]?.message ?? help})`));
}

/** The screens, each with the way to it from the one before. */
const SCREENS = [
  ['today', (window) => window.press('Control+1')],
  ['findings', (window) => window.click('[data-testid^=today-all-]')],
  ['map and building table', openTower],
  ['room', async (window) => { await window.click(`room-cell-${await fullestRoom(window)}`); await window.find('residents'); }],
  ['room, whole page', async (window) => { await window.press('w'); await window.idle(); }],
  ['room, timeline', (window) => window.click('[data-testid=panel-room] [data-testid=timeline-tab]')],
  ['person', async (window) => { await window.click('[data-testid=panel-room] [data-testid=now-tab]'); await window.click('[data-testid=residents] .name'); await window.find('person-title'); }],
  ['person, origin of a value', async (window) => { await window.click('[data-testid=panel-person] [data-testid=origin-name]'); await window.find('origins'); }],
  ['person, timeline', async (window) => { await window.press('Escape'); await window.gone('origins'); await window.click('[data-testid=panel-person] [data-testid=timeline-tab]'); }],
  ['person, neighbourhood', (window) => window.click('[data-testid=panel-person] [data-testid=graph-tab]')],
  ['person, history', (window) => window.click('[data-testid=panel-person] [data-testid=history-tab]')],
  ['organisation', openOrganisation],
  ['generator', async (window) => { await window.press('w'); await window.press('Control+3'); await window.click('list-raise'); await window.find('generator'); }],
  ['duplicates', async (window) => { await window.press('Escape'); await window.gone('generator'); await window.press('Control+4'); await window.find('duplicates-screen'); await window.click('duplicates-search'); await window.find('pair-fields', 120_000); }],
  ['office', async (window) => { await window.press('Control+5'); await window.idle(); }],
  ['import', async (window) => { await window.press('Control+6'); await window.idle(); }],
  ['kept files', async (window) => { await window.click('kept-open'); await window.find('kept-dialog'); }],
  ['import profiles', async (window) => { await window.press('Escape'); await window.gone('kept-dialog'); await window.click('import-profiles'); await window.find('profiles'); }],
  ['import, table', async (window) => { await window.press('Escape'); await window.gone('profiles'); await chooseLedger(window, writeLedger(window.home, 'ledger.csv', LEDGER)); await window.find('import-preview', 60_000); }],
  ['import, column', (window) => window.click('head-A')],
  ['import, waiting', (window) => window.click('part-waiting')],
  ['import, outcome', async (window) => { await window.click('part-effects'); await window.idle(60_000); }],
  ['import, notes', (window) => window.click('part-warnings')],
  ['report', async (window) => { await window.press('Control+7'); await window.idle(); }],
  ['search', async (window) => { await window.press('Control+k'); await window.fill('search-input', '公司'); await window.find('search-hit-0'); }],
];

async function openOrganisation(window) {
  await window.press('Control+k');
  await window.find('search-input');
  await window.click('search-kind-organisation');
  await window.fill('search-input', '公司');
  await window.find('search-hit-0');
  await window.press('Enter');
  await window.find('panel-organisation');
  await window.click('[data-testid=trail-back]');
  await window.click('[data-testid=trail-forward]');
  await window.find('panel-organisation');
}

for (const theme of ['light', 'dark']) {
  test(`axe finds nothing on the main screens, ${theme}`, { timeout: 240_000 }, async () => {
    await withWindow({ name: `axe-${theme}`, args: ['--demo'] }, async (window) => {
      await window.resize(1440, 900);
      await window.find('unlock-submit', 120_000);
      const use = () => window.js('document.documentElement.dataset.theme = arguments[0]', theme);
      await use();
      const found = await violations(window, 'unlock');
      await unlockDemo(window);
      if ((await window.js('return document.documentElement.dataset.theme')) !== theme) await window.click('theme');
      for (const [name, go] of SCREENS) {
        await go(window);
        found.push(...(await violations(window, name)));
      }
      for (const line of found) console.log(line);
      assert.deepEqual(found, [], 'the screens are free of violations');
    });
  });
}
