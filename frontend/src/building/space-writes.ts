/** Changes of buildings and rooms. Each is one command, and its toast offers to undo it as one. */
import { asRpcError, call } from '../backend';
import type { BlockChange } from '../bindings/BlockChange';
import type { FieldEdit } from '../bindings/FieldEdit';
import type { RaiseBuilding } from '../bindings/RaiseBuilding';
import type { RoomMerge } from '../bindings/RoomMerge';
import type { RoomSplit } from '../bindings/RoomSplit';
import type { WrittenTogether } from '../bindings/WrittenTogether';
import { pick, t } from '../i18n/index.svelte';
import { community } from '../state/community.svelte';
import { place } from '../state/place.svelte';
import { records } from '../state/records.svelte';
import { toasts } from '../state/toasts.svelte';
import { attempt, type Refusal } from '../state/writes';

/** Raises a building and shows it. */
export async function raiseBuilding(building: RaiseBuilding): Promise<Refusal> {
  return attempt(async () => {
    const written = await call('raise_building', { building });
    await community.load();
    const made = written.records.find((record) => record.kind === 'building')?.id;
    if (made) place.openBuilding(made);
    offerUndo(written, t('raise.done', { n: roomsIn(written) }), made);
  });
}

export async function changeBlock(change: BlockChange): Promise<Refusal> {
  return attempt(async () => {
    const written = await call('change_block', { change });
    void community.load();
    offerUndo(written, t('raise.changed', { n: roomsIn(written) }));
  });
}

export async function splitRoom(split: RoomSplit): Promise<Refusal> {
  return attempt(async () => {
    const written = await call('split_room', { split });
    void community.load();
    leaveRoom(split.roomId, split.into === 'rooms');
    offerUndo(written, t('split.done', { n: split.parts.length }));
  });
}

export async function mergeRooms(merge: RoomMerge): Promise<Refusal> {
  return attempt(async () => {
    const written = await call('merge_rooms', { merge });
    void community.load();
    for (const id of merge.roomIds.slice(1)) leaveRoom(id, true);
    offerUndo(written, t('merge.done', { n: merge.roomIds.length }));
  });
}

/** Sets fields of several rooms at once. */
export async function editRooms(roomIds: string[], edits: FieldEdit[]): Promise<Refusal> {
  return attempt(async () => {
    const written = await call('edit_rooms', { roomIds, edits, note: null });
    void community.load();
    offerUndo(written, t('space.written', { n: roomIds.length }));
  });
}

/** A room that has ended is no longer the open one. */
function leaveRoom(id: string, ended: boolean): void {
  if (ended && place.room === id) place.closePanel();
}

function roomsIn(written: WrittenTogether): number {
  return written.records.filter((record) => record.kind === 'room').length;
}

/** Says what was written, with the way back; gives that too, for where it is offered for longer than a toast is shown. */
export function offerUndo(written: WrittenTogether, text: string, made?: string, offer: { kind?: string; taken?: () => void } = {}): () => void {
  const run = (): void => void takeBack(written.batchId, made, offer);
  toasts.done(text, { label: t('action.undo'), run }, offer.kind);
  return run;
}

async function takeBack(batchId: string, made: string | undefined, { kind, taken }: { kind?: string; taken?: () => void }): Promise<void> {
  try {
    await call('undo_batch', { batchId });
    if (made !== undefined && place.building === made) place.closeBuilding();
    await community.load();
    records.changed();
    // In place of the offer, should that still stand.
    toasts.done(t('space.takenBack'), undefined, kind);
    taken?.();
  } catch (error) {
    toasts.show('bad', pick(asRpcError(error)));
  }
}
