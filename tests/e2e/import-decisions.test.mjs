// Deciding at the real window: a question answered once holds for every row, a row that waits goes where the officer says,
// and what rests on a batch is taken back before it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counts, holdings, inNewRegister, openPerson, preview, readAgain, take, writeWorkbook } from './ledger.mjs';
import { writeLedger } from './register.mjs';
import { until } from './window.mjs';

const TIMEOUT = 180_000;
const HEAD = '姓名,身份证号,出生日期,联系电话,现住小区/建筑,门牌地址';

test('what a file asks is answered once for all its rows', { timeout: TIMEOUT }, async () => {
  await inNewRegister('asked', async (window, home) => {
    const file = writeWorkbook(home, 'asked.xml', [
      ['姓名', '出生日期', '联系电话', '现住小区/建筑', '门牌地址'],
      ['石木生', 1965.1, '13900000101', '望湖家园', '1幢1单元101室'],
      ['罗小雅', 1964.1, '13900000102', '望湖家园', '1幢1单元102室'],
      { cells: ['龚铁柱', '1960-07-19', '13900000103', '望湖家园', '1幢1单元201室'], hidden: true },
    ]);
    await preview(window, file);
    const asked = await counts(window);
    assert.equal(asked.added, 3, 'as long as nobody says otherwise hidden rows are taken');
    await window.sees('question-ambiguous_dates', '1980.10');
    await window.click('answer-ambiguous_dates-october');
    await window.click('answer-hidden_rows-skip');
    await readAgain(window);
    const answered = await counts(window);
    assert.deepEqual([answered.added, answered.dropped, answered.sum], [2, asked.dropped + 1, asked.sum], 'the hidden row stays out, and is counted');
    await window.sees('question-hidden_rows', '手工选定');

    await window.click('import-commit');
    await window.click('remember');
    await window.click('commit-confirm');
    await window.find('import-done', 60_000);
    await openPerson(window, '石木生');
    await window.sees('[data-testid=panel-person] [data-testid=value-birth_date]', '1965-10');
  });
});

test('a row that waits is decided by the officer and goes where it belongs', { timeout: TIMEOUT }, async () => {
  await inNewRegister('decided', async (window, home) => {
    await take(window, writeLedger(home, 'known.csv', [HEAD, '石木生,330299196503044061,1965-03-04,13900000101,望湖家园,1幢1单元101室', '罗小雅,330299196401290341,1964-01-29,13900000102,望湖家园,1幢1单元102室']));
    const held = await holdings(window);
    await preview(window, writeLedger(home, 'waits.csv', ['姓名,职业,联系电话,现住小区/建筑,门牌地址', '石木生,木工,13900000101,澄浪新村,2幢1单元301室']));
    assert.equal((await counts(window)).pending, 1, 'one name and one phone at another place are not yet one person');
    await window.click('part-waiting');
    await window.find('waiting-row-2');
    await window.click('waiting-all-best');
    await readAgain(window);
    assert.equal((await counts(window)).pending, 0, 'it waits no longer');
    await window.sees('waiting-settled', '1');
    await window.click('import-commit');
    await window.find('import-done', 60_000);
    const persons = await window.text('count-persons');
    assert.ok(held.includes(persons), `nobody was made a second time: ${held} then ${persons}`);
    await openPerson(window, '石木生');
    await window.sees('[data-testid=panel-person] [data-testid=value-occupation]', '木工');
    await window.click('[data-testid=panel-person] [data-testid=origin-occupation]');
    await window.sees('origins', 'waits.csv');
  });
});

test('what rests on a batch is listed, taken back first, and then nothing is left of either', { timeout: TIMEOUT }, async () => {
  await inNewRegister('undone', async (window, home) => {
    const empty = await holdings(window);
    await take(window, writeLedger(home, 'first.csv', [HEAD, '石木生,330299196503044061,1965-03-04,,望湖家园,1幢1单元101室']));
    await take(window, writeLedger(home, 'second.csv', [HEAD, '石木生,330299196503044061,1965-03-04,13900000101,望湖家园,1幢1单元101室', '罗小雅,330299196401290341,1964-01-29,13900000102,望湖家园,1幢1单元101室']));
    await window.click('batch-dependents');
    await window.sees('undo-dependents', 'second.csv');
    await window.sees('undo-dependents', '联系电话');
    assert.ok(!(await window.has('batch-undo-confirm')), 'the first cannot be undone while the second stands on it');
    await window.click('[data-testid^=undo-first-]');
    await window.sees('undo-text', 'second.csv');
    await window.click('batch-undo-confirm');
    await window.sees('undo-text', 'first.csv', 60_000);
    await window.click('batch-undo-confirm');
    await window.gone('undo-dialog', 60_000);
    await until(async () => (await holdings(window)) === empty, 'the register to be empty again', 60_000);
    await window.sees('import-log', '已于');
  });
});
