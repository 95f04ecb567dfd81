import { expect, test, vi } from 'vitest';
import { Guard } from './guard';
import type { Viewer as WasmViewer } from './pkg/louce_viewer.js';

/** Behaves like the wasm: after a trap every call on the object throws, and so does freeing it. */
function viewer(): { wasm: WasmViewer; called: string[]; trap: () => void } {
  const called: string[] = [];
  let [traps, borrowed] = [false, false];
  const does = (name: string, answer?: unknown) => () => {
    if (borrowed) throw new Error('recursive use of an object detected which would lead to unsafe aliasing in rust');
    called.push(name);
    if (!traps) return answer;
    borrowed = true;
    throw new WebAssembly.RuntimeError('unreachable');
  };
  const wasm = { frame: does('frame', true), select: does('select'), labels: does('labels', '["a"]'), bearing: does('bearing', 30), free: does('free') } as unknown as WasmViewer;
  return { wasm, called, trap: () => (traps = true) };
}

test('a viewer is called like itself while it works', () => {
  const { wasm, called } = viewer();
  const guard = new Guard(wasm, () => undefined);
  expect(guard.wasm.frame(1), 'its answers come through').toBe(true);
  expect(guard.wasm.labels()).toBe('["a"]');
  expect(called).toEqual(['frame', 'labels']);
});

test('while the driver is away nothing is drawn, but what is said is still taken', () => {
  const { wasm, called } = viewer();
  const guard = new Guard(wasm, () => undefined);
  guard.lost();
  expect(guard.wasm.frame(1), 'a frame would trap on the lost context').toBe(false);
  guard.wasm.select('b1');
  expect(guard.wasm.bearing(), 'where it looks is still known').toBe(30);
  expect(called, 'the scene hears of the selection').toEqual(['select', 'bearing']);
  expect(guard.draws).toBe(false);
});

test('after a trap no call reaches the viewer, and none throws', () => {
  const { wasm, called, trap } = viewer();
  const onBroken = vi.fn();
  const guard = new Guard(wasm, onBroken);
  trap();
  expect(guard.wasm.frame(1), 'the frame that broke it ends quietly').toBe(false);
  guard.wasm.select('b1');
  expect(JSON.parse(guard.wasm.labels()), 'what is read can be read').toEqual([]);
  guard.free();
  expect(called, 'neither used nor freed again').toEqual(['frame']);
  expect(onBroken, 'the page is told once').toHaveBeenCalledExactlyOnceWith('unreachable');
});

test('another viewer takes the place of a broken one', () => {
  const [first, second] = [viewer(), viewer()];
  const guard = new Guard(first.wasm, () => undefined);
  first.trap();
  guard.wasm.select('b1');
  guard.replace(second.wasm);
  expect(guard.wasm.frame(1), 'it draws again').toBe(true);
  expect(second.called).toEqual(['frame']);
  expect(first.called, 'the broken one is not freed').toEqual(['select']);
});

test('what the viewer refuses in words is told to the caller', () => {
  const wasm = { setTheme: () => { throw new Error('no such theme'); }, frame: () => true, free: () => undefined } as unknown as WasmViewer;
  const guard = new Guard(wasm, () => undefined);
  expect(() => guard.wasm.setTheme('pink')).toThrow('no such theme');
  expect(guard.wasm.frame(1), 'and that is no breakdown').toBe(true);
});
