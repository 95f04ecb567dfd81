// Importing at the real window: what is corrected once by hand is right by itself the next time, what is cancelled leaves
// nothing, and what was not taken comes back as a workbook that can be imported again.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { counts, holdings, inNewRegister, openPerson, preview, readAgain, take } from './ledger.mjs';
import { answerDialog, chooseLedger, writeLedger } from './register.mjs';

const TIMEOUT = 300_000;
// 手艺 is a heading that no dictionary knows and whose values say nothing of themselves; 乾 is nobody's word for a man.
const HEAD = '姓名,与户主关系,身份证号,性别,手艺,联系电话,现住小区/建筑,门牌地址';

/** Says what a column is, by typing its name. */
async function sayColumn(window, letter, name, code) {
  await window.click(`head-${letter}`);
  await window.find('column-panel');
  await window.click('column-field');
  await window.type('column-field', name);
  await window.click(`field-${code}`);
}

/** Says what a value of the column that is open means. */
async function sayValue(window, value, meaning) {
  await window.click(`facet-say-${value}`);
  await window.fill('facet-input', meaning);
  await window.press('Enter');
  await window.find(`facet-undo-${value}`);
}

test('what is corrected once by hand is right by itself the second time', { timeout: TIMEOUT }, async () => {
  await inNewRegister('remembered', async (window, home) => {
    const first = writeLedger(home, 'first.csv', [HEAD, '石木生,户主,330299196503044061,乾,木工,13900000101,望湖家园,1幢1单元101室', '罗小雅,户主,330299196401290341,女,裁缝,13900000102,望湖家园,1幢1单元102室']);
    await preview(window, first);
    await window.sees('head-E', '未识别');
    await counts(window);
    await sayColumn(window, 'E', '职业', 'occupation');
    await window.click('head-D');
    await sayValue(window, '乾', '男');
    await readAgain(window);
    await window.sees('head-E', '职业');
    await window.sees('cell-2-D', '男');
    assert.equal((await counts(window)).added, 2, 'both people are taken');

    await window.click('import-commit');
    await window.fill('remember-name', '手艺登记表');
    await window.click('commit-confirm');
    await window.sees('done-remembered', '手艺登记表', 60_000);
    await window.click('import-another');

    const second = writeLedger(home, 'second.csv', [HEAD, '龚铁柱,户主,330299196007194896,乾,铁匠,13900000103,望湖家园,1幢1单元201室']);
    await preview(window, second);
    await window.sees('import-profile', '手艺登记表');
    await window.sees('head-E', '职业');
    await window.sees('cell-2-D', '男');
    await window.click('import-commit');
    await window.find('import-done', 60_000);
    assert.ok(!(await window.has('done-remembered')), 'there was nothing more to remember');

    await openPerson(window, '龚铁柱');
    await window.sees('[data-testid=panel-person] [data-testid=value-occupation]', '铁匠');
    await window.sees('[data-testid=panel-person] [data-testid=value-sex]', '男');
  });
});

test('an import that is cancelled leaves the register as it was, whether the file was read or written', { timeout: TIMEOUT }, async () => {
  await inNewRegister('cancelled', async (window, home) => {
    await take(window, writeLedger(home, 'before.csv', ['姓名,身份证号,现住小区/建筑,门牌地址', '石木生,330299196503044061,望湖家园,1幢1单元101室']));
    const held = await holdings(window);
    const people = Array.from({ length: 20_000 }, (_, n) => `甲${n},330299${1950 + (n % 60)}0101${String(n % 10_000).padStart(4, '0')},望湖家园,${1 + Math.floor(n / 240)}幢${1 + (n % 4)}单元${1 + (Math.floor(n / 8) % 30)}0${1 + (Math.floor(n / 4) % 2)}室`);
    const file = writeLedger(home, 'long.csv', ['姓名,身份证号,现住小区/建筑,门牌地址', ...people]);
    await chooseLedger(window, file);
    await window.click('import-cancel');
    await window.find('import-drop', 60_000);
    assert.equal(await window.js('return document.querySelector("[data-testid=error]")?.dataset.code'), 'cancelled', 'the screen says why it stopped');

    await preview(window, file);
    const before = await counts(window);
    await window.click('import-commit');
    await window.sees('import-pace', /行/, 60_000);
    await window.click('import-cancel');
    await window.find('import-preview', 120_000);
    assert.deepEqual(await counts(window), before, 'the preview stands as it stood');
    await window.click('import-discard');
    await window.find('import-log');
    await window.idle(60_000);
    assert.equal(await window.js('return document.querySelectorAll("[data-testid^=batch-undo]").length'), 1, 'no batch but the first was made');
    assert.equal(await holdings(window), held, 'no record was made');
  });
});

test('rows that were not taken leave as a workbook that can be imported again', { timeout: TIMEOUT }, async () => {
  await inNewRegister('unimported', async (window, home) => {
    const file = writeLedger(home, 'odd.csv', ['姓名,身份证号,联系电话,现住小区/建筑,门牌地址', '石木生,330299196503044061,13900000101,望湖家园,1幢1单元101室', ',,13900000102,望湖家园,1幢1单元102室', '罗小雅,330299196503044061,13900000103,望湖家园,1幢1单元103室']);
    await preview(window, file);
    const first = await counts(window);
    assert.equal(first.rejected, 1, 'nobody is invented for the row without a name');
    assert.equal(first.pending, 1, 'two people cannot have one number');
    await window.click('import-commit');
    await window.find('import-done', 60_000);
    const left = path.join(home, 'left.xlsx');
    await answerDialog(window, left);
    await window.click('import-unimported');
    await window.sees('toast', 'left.xlsx');
    await window.click('import-another');

    await preview(window, left);
    await window.sees('import-file', 'left.xlsx');
    const again = await counts(window);
    assert.deepEqual([again.pending, again.rejected], [1, 1], 'the same two rows wait and are refused for the same reasons');
    const letter = await window.js('return [...document.querySelectorAll("[data-testid^=column-]")].find((e) => e.innerText.includes("身份证号")).dataset.testid.slice("column-".length)');
    const row = await window.js('return [...document.querySelectorAll("[data-cell]")].find((e) => e.innerText === "330299196503044061").dataset.testid');
    await window.click(row);
    await window.click(`column-${letter}`);
    await sayValue(window, '330299196503044061', '330299196401290341');
    await readAgain(window);
    const repaired = await counts(window);
    assert.equal(repaired.pending, 0, 'the repaired row has a number of its own');
    assert.equal(repaired.sum, again.sum, 'and no row was lost');
  });
});
