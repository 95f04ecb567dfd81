/** Prints a building table: lays it beside the window's content, where only paper sees it, and asks the system to print. */
import { mount, unmount } from 'svelte';
import { asRpcError } from '../../backend';
import type { BuildingView } from '../../bindings/BuildingView';
import { pick } from '../../i18n/index.svelte';
import { noted } from '../../state/noted-print';
import { toasts } from '../../state/toasts.svelte';
import type { Paper } from './pages';
import PrintSheet from './PrintSheet.svelte';

export interface PrintOrder {
  view: BuildingView;
  paper: Paper;
  /** Only these rooms are filled in; none: all. */
  only: ReadonlySet<string> | null;
  /** The day it shows. */
  day: string;
}

export async function printTable(order: PrintOrder): Promise<void> {
  try {
    const { id, asOf } = order.view;
    lay(order, await noted('table', { mode: 'state', building: id, asOf }));
  } catch (error) {
    toasts.show('bad', pick(asRpcError(error)));
  }
}

function lay(order: PrintOrder, officer: string): void {
  const page = new CSSStyleSheet();
  page.replaceSync(`@page { size: ${order.paper} landscape; margin: 10mm; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
  const { theme } = document.documentElement.dataset;
  // Patterns are printed in the colours of the light theme.
  document.documentElement.dataset['theme'] = 'light';
  const sheet = mount(PrintSheet, { target: document.body, props: { ...order, officer } });
  const away = (): void => {
    removeEventListener('afterprint', away);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== page);
    if (theme) document.documentElement.dataset['theme'] = theme;
    void unmount(sheet);
  };
  addEventListener('afterprint', away);
  requestAnimationFrame(() => window.print());
}
