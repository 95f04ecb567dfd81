// A new register, and a ledger read into it: shared by the tests that begin with nothing.

import { writeFileSync } from 'node:fs';
import path from 'node:path';

export const USER = 'officer';
export const PASSWORD = 'a long password 1';

/** Answers the next file dialog of the page. */
export const answerDialog = (window, file) => window.js('globalThis.louceTestPick = arguments[0]', file);

/** Makes a register in a file and goes into it. */
export async function createRegister(window, file) {
  await window.click('unlock-create', 120_000);
  await answerDialog(window, file);
  await window.click('create-pick');
  await window.fill('create-name', '永丰社区');
  await window.fill('create-user', USER);
  await window.fill('create-display', '测试民警');
  await window.fill('create-password', PASSWORD);
  await window.fill('create-again', PASSWORD);
  await window.click('create-submit');
  await window.sees('recovery-key', /[A-Z0-9]{4}/, 60_000);
  await window.click('recovery-kept');
  await window.click('recovery-done');
  await window.find('shell', 30_000);
}

/** Writes a ledger as CSV, as a spreadsheet would save it; gives its path. */
export function writeLedger(home, name, lines) {
  const file = path.join(home, name);
  writeFileSync(file, `\uFEFF${lines.join('\r\n')}\r\n`);
  return file;
}

/** Has a file read, without waiting for the end of it. */
export async function chooseLedger(window, file) {
  await window.click('nav-import');
  await answerDialog(window, file);
  await window.click('import-pick');
}
