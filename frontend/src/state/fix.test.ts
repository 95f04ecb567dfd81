import { expect, test } from 'vitest';
import type { FixAction } from '../bindings/FixAction';
import type { LinkRow } from '../bindings/LinkRow';
import { openingOf, pageOf } from './fix.svelte';

const link = (kind: string, id: string): LinkRow => ({ role: '', kind, id, title: '' });
const fix = (action: string, field: string | null = null): FixAction => ({ action, field, zh: '', en: '' });
const ROOM = link('room', 'r1');

test('a field to be filled in is where the cursor goes', () => {
  expect(openingOf(fix('edit_field', 'citizen_id'), link('person', 'p1'), ROOM), 'the form of the person').toEqual({ what: 'record', kind: 'person', id: 'p1', focus: 'citizen_id' });
  expect(openingOf(fix('extend_stay', 'intended_until'), link('stay', 's1'), ROOM), 'the form of the stay, not of the room').toEqual({ what: 'record', kind: 'stay', id: 's1', focus: 'intended_until' });
});

test('what has to be recorded anew opens an empty form that knows what it is about', () => {
  expect(openingOf(fix('add_inspection'), link('tenancy', 't1'), ROOM), 'an inspection of this tenancy').toMatchObject({ dialog: { kind: 'inspection', preset: expect.arrayContaining([expect.objectContaining({ field: 'tenancy', value: 't1' })]) } });
  expect(openingOf(fix('add_visit'), link('visit', 'v1'), ROOM), 'a visit to this room').toMatchObject({ dialog: { kind: 'visit', preset: expect.arrayContaining([expect.objectContaining({ field: 'place', value: 'room:r1' })]) } });
});

test('a stay that is over is ended by the command that ends stays', () => {
  expect(openingOf(fix('move_out'), link('stay', 's1'), ROOM), 'with its reason after GA/T 2000.25').toEqual({ what: 'move_out', stayId: 's1' });
});

test('an action of a newer version still leads to the record', () => {
  expect(openingOf(fix('fold_paper'), link('person', 'p1'), null), 'a click must not do nothing').toEqual({ what: 'record', kind: 'person', id: 'p1', focus: null });
});

test('a record without a page of its own is shown where it is', () => {
  expect(pageOf({ record: link('stay', 's1'), place: ROOM }), 'a stay is seen on its room').toBe(ROOM);
  expect(pageOf({ record: link('person', 'p1'), place: ROOM })?.id, 'a person has a page').toBe('p1');
  expect(pageOf({ record: link('document', 'd1'), place: null }), 'nowhere to go').toBeNull();
});
