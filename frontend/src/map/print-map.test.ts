import { afterEach, expect, it, vi } from 'vitest';
import { installDoor } from '../backend';
import type { Request } from '../bindings/Request';
import { toasts } from '../state/toasts.svelte';
import { printMap } from './print-map';
import { stage } from './stage.svelte';

const mount = vi.hoisted(() => vi.fn(() => ({})));
vi.mock('svelte', async (original) => ({ ...(await original<typeof import('svelte')>()), mount, unmount: vi.fn() }));
vi.mock('./MapSheet.svelte', () => ({ default: {} }));

const asked: Request[] = [];
const print = vi.fn();

function prepare(answer: () => unknown): void {
  asked.length = 0;
  installDoor({
    rpc: async (request) => { asked.push(request); return answer(); },
    pickFile: async () => null,
    pickSave: async () => null,
    onDrag: () => () => undefined,
  });
  vi.stubGlobal('createImageBitmap', async () => ({ close: () => undefined }));
  vi.stubGlobal('CSSStyleSheet', class { replaceSync(): void {} });
  vi.stubGlobal('document', { adoptedStyleSheets: [], body: {} });
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => act());
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('window', { print });
  stage.viewer = { snapshot: async () => ({}), setTheme: () => undefined, groundAt: () => null, bearing: () => 0 } as unknown as typeof stage.viewer;
}

afterEach(() => {
  stage.viewer = null;
  vi.unstubAllGlobals();
  vi.clearAllMocks();
});

it('prints only what the audit log has, with who and when', async () => {
  prepare(() => ({ by: '测试民警', atMs: Date.UTC(2026, 8, 21, 2, 5) }));
  await printMap();
  expect(asked, 'the print is noted, with what it shows').toEqual([{ op: 'note_print', sheet: 'map', shown: { mode: 'state', building: null, asOf: null } }]);
  expect(mount.mock.calls[0]?.at(1), 'the sheet says who prints it and when').toMatchObject({ props: { officer: expect.stringMatching(/^测试民警 .*2026/) } });
  expect(print).toHaveBeenCalledOnce();
});

it('prints nothing for whom the program refuses', async () => {
  const shown = vi.spyOn(toasts, 'show');
  prepare(() => { throw { code: 'refused', zh: '您的角色无权进行此操作。', en: 'Your role does not allow this.', field: null }; });
  await printMap();
  expect(print, 'no sheet leaves').not.toHaveBeenCalled();
  expect(mount, 'and none is laid out').not.toHaveBeenCalled();
  expect(shown, 'the refusal is told in its own words').toHaveBeenCalledWith('bad', expect.stringMatching(/角色|role/));
});
