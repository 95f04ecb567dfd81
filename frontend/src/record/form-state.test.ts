import { expect, test, vi } from 'vitest';
import { installDoor, type Door } from '../backend';
import type { FieldMeta } from '../bindings/FieldMeta';
import type { RecordRow } from '../bindings/RecordRow';
import { catalogue } from '../state/catalogue.svelte';
import { FormState } from './form-state.svelte';

const meta = (field: string, editor: string): FieldMeta => ({ kind: 'tenancy', field, zh: field, en: field, editor, list: null, recordKind: 'person', requirement: 'optional', section: 'terms', personal: false });
const fields = [meta('place', 'place'), meta('landlord_person', 'record'), meta('from', 'date'), meta('remark', 'long_text')];
const record: RecordRow = {
  kind: 'tenancy', id: 't', title: '', subtitle: '', from: '2019', to: null, open: true, possibly: false, findings: [],
  fields: [{ field: 'from', value: '2019', origin: null }, { field: 'remark', value: null, origin: null }],
  links: [{ role: 'place', kind: 'room', id: 'r1', title: '3-1-902' }, { role: 'landlord_person', kind: 'person', id: 'p1', title: '陈*' }],
};

async function known(): Promise<void> {
  installDoor({ rpc: vi.fn<Door['rpc']>(async () => ({ fields, lists: [] })), pickFile: async () => null, pickSave: async () => null, onDrag: () => () => undefined });
  await catalogue.ensure();
}

test('only what was changed is sent, with the text that stood there before', async () => {
  await known();
  const form = new FormState('tenancy', record, []);
  expect(form.edits(fields, false), 'nothing was touched').toEqual([]);
  form.set('from', '2019年5月');
  form.set('place', 'room:r2', '3-1-903');
  expect(form.edits(fields, false), 'what others changed meanwhile must not be overwritten').toEqual([
    { field: 'place', value: 'room:r2', was: 'room:r1' },
    { field: 'from', value: '2019-05', was: '2019' },
  ]);
});

test('a field that is emptied is cleared', async () => {
  await known();
  const form = new FormState('tenancy', record, []);
  form.set('landlord_person', '');
  expect(form.edits(fields, false), 'nothing stands for nothing').toEqual([{ field: 'landlord_person', value: null, was: 'p1' }]);
});

test('a new record sends what was filled in and nothing else', async () => {
  await known();
  const form = new FormState('tenancy', null, [{ field: 'place', value: 'room:r1', title: '3-1-902' }]);
  form.set('remark', '  ');
  expect(form.edits(fields, true), 'presets count, blanks do not').toEqual([{ field: 'place', value: 'room:r1' }]);
  expect(form.titles['place'], 'a referenced record is shown by its title').toBe('3-1-902');
});

test('a place that was not matched says so when it is', async () => {
  await known();
  const form = new FormState('tenancy', { ...record, links: [] }, []);
  form.set('place', 'room:r1', '3-1-902');
  expect(form.edits(fields, false), 'the register keeps a word for it, and compares').toEqual([{ field: 'place', value: 'room:r1', was: 'unmatched' }]);
});
