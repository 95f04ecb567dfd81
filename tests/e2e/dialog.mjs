// The real file dialog of the desktop, answered by key presses as a user would type a path.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { sleep, until } from './window.mjs';

/** Chooses a file in the open dialog whose title matches; the file is copied below `home` under an ASCII name first,
 *  because key presses of other letters get lost on a bare X server. Gives the path that was typed. */
export async function chooseFile(title, file, { home, as = `chosen${path.extname(file)}` }) {
  const folder = path.join(home, 'files');
  mkdirSync(folder, { recursive: true });
  const typed = path.join(folder, as);
  copyFileSync(file, typed);
  await answer(title, typed);
  return typed;
}

/** Types an absolute ASCII path into the open dialog whose title matches, and confirms. */
export async function answer(title, absolute) {
  const dialog = await shown(title);
  xdotool('windowfocus', '--sync', dialog);
  await sleep(300);
  // The slash opens the field for a path; letters typed before it is there would be lost.
  xdotool('key', 'slash');
  await sleep(500);
  xdotool('type', '--delay', '25', absolute.replace(/^\//, ''));
  await sleep(300);
  xdotool('key', 'Return');
  await until(() => !isShown(title), `the dialog “${title}” to close`);
}

/** Closes it without choosing. */
export async function dismiss(title) {
  xdotool('windowfocus', '--sync', await shown(title));
  xdotool('key', 'Escape');
  await until(() => !isShown(title), `the dialog “${title}” to close`);
}

const shown = (title) => until(() => search(title), `the dialog “${title}”`);

const isShown = (title) => search(title) !== '';

function search(title) {
  try {
    return xdotool('search', '--onlyvisible', '--name', title).split('\n')[0];
  } catch {
    return ''; // xdotool ends with 1 when there is none
  }
}

/** Hands at the X server itself, for what WebDriver cannot do. */
export function xdotool(...args) {
  return execFileSync('xdotool', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}
