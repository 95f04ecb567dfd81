/** Prints the map: lays a sheet beside the window's content, where only paper sees it, and asks the system to print. */
import { mount, unmount } from 'svelte';
import { asRpcError } from '../backend';
import { pick, t } from '../i18n/index.svelte';
import { noted } from '../state/noted-print';
import { toasts } from '../state/toasts.svelte';
import { colouring } from './colouring.svelte';
import { legend } from './legend.svelte';
import MapSheet from './MapSheet.svelte';
import { scaleOn, words } from './picture';
import { shownNow } from './shown';
import { stage } from './stage.svelte';

/** A4 landscape within its margins, at 200 dots an inch, with room for the words. */
const SIZE = { width: 2180, height: 1200 };

export async function printMap(): Promise<void> {
  const { theme } = stage;
  try {
    // Paper is white in either theme.
    stage.setTheme('light');
    const picture = await stage.viewer?.snapshot(SIZE);
    if (!picture) return;
    const bitmap = await createImageBitmap(picture);
    lay(bitmap, await noted('map', shownNow()));
  } catch (error) {
    const { code, zh, en } = asRpcError(error);
    toasts.show('bad', code === 'internal' ? t('picture.failed') : pick({ zh, en }));
  } finally {
    stage.setTheme(theme);
  }
}

/** Reads the legend at once, while the marks are those of the picture. */
function lay(picture: ImageBitmap, officer: string): void {
  const page = new CSSStyleSheet();
  page.replaceSync('@page { size: a4 landscape; margin: 10mm; }');
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
  const lines = colouring.mode === 'plain' ? [] : legend.lines;
  const props = { picture, ...words(), officer, mode: colouring.mode, lines, scale: scaleOn(SIZE), bearing: stage.viewer?.bearing() ?? 0 };
  const sheet = mount(MapSheet, { target: document.body, props });
  const away = (): void => {
    removeEventListener('afterprint', away);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== page);
    picture.close();
    void unmount(sheet);
  };
  addEventListener('afterprint', away);
  requestAnimationFrame(() => window.print());
}
