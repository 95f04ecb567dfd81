// A ledger at the import wizard: read, looked at, corrected, written. Shared by the tests of importing.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { chooseLedger, createRegister } from './register.mjs';
import { newHome, until, withWindow } from './window.mjs';

const OUTCOMES = ['added', 'updated', 'unchanged', 'pending', 'rejected', 'dropped'];

/** Runs a story in a new register. */
export function inNewRegister(name, story) {
  const home = newHome();
  return withWindow({ home, name: `import-${name}` }, async (window) => {
    await window.resize(1280, 800);
    await createRegister(window, path.join(home, 'yongfeng.louce'));
    await story(window, home);
  });
}

/** Reads a file up to what it would do. */
export async function preview(window, file) {
  await chooseLedger(window, file);
  await window.find('import-preview', 120_000);
}

/** Writes what the preview shows, and goes on to the next file. */
export async function take(window, file) {
  await preview(window, file);
  await window.click('import-commit');
  await window.find('import-done', 60_000);
  await window.click('import-another');
  await window.find('import-drop');
}

/** Waits until everything said is read; asks for it where the window waits to be asked. */
export async function readAgain(window) {
  await until(async () => {
    if (await window.has('import-reread')) await window.click('import-reread').catch(() => {});
    return window.has('[data-testid=import-preview][data-fresh=true]');
  }, 'the file to be read again', 120_000);
}

/** The counts on the screen by outcome, and their sum as it is shown. */
export async function counts(window) {
  const number = async (outcome) => Number((await window.text(`import-counts-${outcome}`)).replaceAll(',', ''));
  const each = Object.fromEntries(await Promise.all(OUTCOMES.map(async (outcome) => [outcome, await number(outcome)])));
  const sum = await number('sum');
  assert.equal(Object.values(each).reduce((all, one) => all + one, 0), sum, 'the counts add up to the rows');
  return { ...each, sum };
}

/** How many records of each kind the register holds, as the line at the foot of the window says. */
export async function holdings(window) {
  await window.idle(60_000);
  return window.text('counts');
}

/** Opens a person by name and shows everything in full. */
export async function openPerson(window, name) {
  await window.press('Control+k');
  await window.fill('search-input', name);
  await window.click('search-kind-person');
  await window.find('search-hit-0');
  await window.press('Enter');
  await window.find('panel-person');
  await window.idle(60_000);
}

/** Writes a workbook as XML (SpreadsheetML 2003), for what text cannot say; a row is a list of cells, or one with `hidden`. */
export function writeWorkbook(home, name, rows) {
  const cell = (value) => `<Cell><Data ss:Type="${typeof value === 'number' ? 'Number' : 'String'}">${value}</Data></Cell>`;
  const row = ({ cells, hidden }) => `<Row${hidden ? ' ss:Hidden="1"' : ''}>${cells.map(cell).join('')}</Row>`;
  const lines = rows.map((each) => row(Array.isArray(each) ? { cells: each, hidden: false } : each));
  const file = path.join(home, name);
  writeFileSync(file, `<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="人口"><Table>\n${lines.join('\n')}\n</Table></Worksheet></Workbook>\n`);
  return file;
}
