/** Every change an officer makes, in one place: send it, make what was read stale, say what was done. */
import { asRpcError, call } from '../backend';
import type { FieldEdit } from '../bindings/FieldEdit';
import type { MoveInPerson } from '../bindings/MoveInPerson';
import type { RpcError } from '../bindings/RpcError';
import { pick, t } from '../i18n/index.svelte';
import { community } from './community.svelte';
import { records } from './records.svelte';
import { toasts } from './toasts.svelte';

/** What went wrong, or nothing. */
export type Refusal = RpcError | null;

/** A kind of record as the catalogue names it: person, room, stay, tenancy … */
export type RecordKind = string;

/** Changes one field. The toast offers the way back, which is a change of its own. */
export async function amend(kind: RecordKind, id: string, edit: FieldEdit, before: string | null): Promise<Refusal> {
  return attempt(async () => {
    await call('amend', { kind, id, edits: [{ ...edit, was: before ?? '' }], note: null });
    if (kind === 'room' || kind === 'building') void community.load();
    toasts.done(t('done.saved'), { label: t('action.undo'), run: () => void takeBack(kind, id, { field: edit.field, value: before }, edit.value) });
  });
}

async function takeBack(kind: RecordKind, id: string, edit: FieldEdit, before: string | null): Promise<void> {
  const refusal = await amend(kind, id, edit, before);
  if (refusal) toasts.show('bad', pick(refusal));
}

export async function moveIn(roomId: string, person: MoveInPerson, stay: FieldEdit[], endPrevious: boolean): Promise<Refusal> {
  return attempt(async () => {
    await call('move_in', { roomId, person, stay, endPrevious });
    toasts.done(t('done.movedIn'));
  });
}

export interface MoveOut {
  stayId: string;
  to: string | null;
  endReason: string;
  movedTo: string | null;
  note: string | null;
}

export async function moveOut(order: MoveOut): Promise<Refusal> {
  return attempt(async () => {
    await call('move_out', { ...order });
    toasts.done(t('done.movedOut'));
  });
}

/** Does a write; whatever was read is stale after it. */
export async function attempt(write: () => Promise<void>): Promise<Refusal> {
  try {
    await write();
    records.changed();
    return null;
  } catch (error) {
    return asRpcError(error);
  }
}
