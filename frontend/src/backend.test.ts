import { afterEach, expect, test, vi } from 'vitest';
import { asRpcError, call, installDoor, pickFile, pickSave, requestsInFlight, whenLocked, type Door } from './backend';

const door = (rpc: Door['rpc']): Door => ({ rpc, pickFile: async () => '/dialog', pickSave: async () => '/dialog', onDrag: () => () => undefined });
afterEach(() => whenLocked(() => undefined));

test('a request carries its operation, its arguments and the name of its job', async () => {
  const rpc = vi.fn<Door['rpc']>(async () => ({}));
  installDoor(door(rpc));
  await call('import_commit', { token: 't', rememberAs: null }, { job: 'import-1' });
  expect(rpc.mock.calls[0]?.slice(0, 2), 'this is what the one command takes').toEqual([{ op: 'import_commit', token: 't', rememberAs: null }, 'import-1']);
});

test('requests under way are counted until they are answered, also when they fail', async () => {
  installDoor(door(() => Promise.reject(new Error('gone'))));
  const asked = call('counts', {});
  expect(requestsInFlight(), 'the end-to-end test waits for this').toBe(1);
  await expect(asked).rejects.toMatchObject({ code: 'internal' });
  expect(requestsInFlight(), 'a failure is an answer too').toBe(0);
});

test('a refusal reaches the screen as it was said', () => {
  const refusal = { code: 'refused', zh: '无权限', en: 'Not permitted', field: null };
  expect(asRpcError(refusal), 'both texts and the field are kept').toBe(refusal);
  expect(asRpcError('boom').zh, 'anything else is a fault of the program, with its text').toContain('boom');
});

test('a register that was locked behind the window takes it back to unlocking', async () => {
  const locked = vi.fn();
  whenLocked(locked);
  installDoor(door(() => Promise.reject({ code: 'locked', zh: '已锁定', en: 'Locked', field: null })));
  await expect(call('counts', {})).rejects.toMatchObject({ code: 'locked' });
  expect(locked, 'nothing of the register may stay on the screen').toHaveBeenCalledOnce();
});

test('a path given by an automated test answers the next dialog, once', async () => {
  installDoor(door(async () => ({})));
  (globalThis as { louceTestPick?: string }).louceTestPick = '/ledgers/a.xlsx';
  expect(await pickFile('', []), 'in the place of the dialog').toBe('/ledgers/a.xlsx');
  expect(await pickSave('', '', []), 'the next dialog is a real one again').toBe('/dialog');
});
