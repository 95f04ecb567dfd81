/** Changes of records around a room, a person or an organisation, and commands for several at once. */
import { call } from '../backend';
import type { FieldEdit } from '../bindings/FieldEdit';
import type { FormHousehold } from '../bindings/FormHousehold';
import type { MoveTogether } from '../bindings/MoveTogether';
import type { StaysEdit } from '../bindings/StaysEdit';
import type { WrittenTogether } from '../bindings/WrittenTogether';
import { pick, t } from '../i18n/index.svelte';
import { asRpcError } from '../backend';
import { records } from './records.svelte';
import { toasts } from './toasts.svelte';
import { attempt, type Refusal } from './writes';

/** A record that does not exist yet: its kind, what it belongs to, what is known of it. */
export interface NewRecord {
  kind: string;
  fields: FieldEdit[];
  met: string[];
  note: string | null;
}

export async function addRecord(record: NewRecord): Promise<Refusal> {
  return attempt(async () => {
    await call('add_record', { ...record });
    toasts.done(t('done.saved'));
  });
}

export async function amendRecord(kind: string, id: string, edits: FieldEdit[], note: string | null): Promise<Refusal> {
  return attempt(async () => {
    await call('amend', { kind, id, edits, note });
    toasts.done(t('done.saved'));
  });
}

/** Takes back a record that was entered in error; its history stays. */
export async function withdrawRecord(kind: string, id: string, note: string | null): Promise<Refusal> {
  return attempt(async () => {
    await call('withdraw_record', { kind, id, note });
    toasts.done(t('done.withdrawn'));
  });
}

export async function moveTogether(order: MoveTogether): Promise<Refusal> {
  return attempt(async () => done(await call('move_together', { order }), t('done.movedTogether', { n: order.stayIds.length })));
}

export async function editStays(edit: StaysEdit): Promise<Refusal> {
  return attempt(async () => done(await call('edit_stays', { edit }), t('done.editedTogether', { n: edit.stayIds.length })));
}

export async function formHousehold(household: FormHousehold): Promise<Refusal> {
  return attempt(async () => done(await call('form_household', { household }), t('done.household', { n: household.stayIds.length })));
}

/** Takes back the verdict that two records are one person, or are not. */
export async function unlinkPersons(linkId: string, note: string | null): Promise<Refusal> {
  return attempt(async () => {
    await call('unlink_persons', { linkId, note });
    toasts.done(t('done.unlinked'));
  });
}

/** Says what was done and offers the way back: one command, undone as one. */
function done(written: WrittenTogether, text: string): void {
  toasts.done(text, { label: t('action.undo'), run: () => void takeBack(written.batchId) });
}

async function takeBack(batchId: string): Promise<void> {
  try {
    await call('undo_batch', { batchId });
    records.changed();
    toasts.done(t('done.undone'));
  } catch (error) {
    toasts.show('bad', pick(asRpcError(error)));
  }
}
