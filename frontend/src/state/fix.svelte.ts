/** From a finding to its mending: the page the record is on, and over it the dialog that puts it right. */
import { asRpcError, call } from '../backend';
import type { FindingHit } from '../bindings/FindingHit';
import type { FixAction } from '../bindings/FixAction';
import type { LinkRow } from '../bindings/LinkRow';
import type { RecordRow } from '../bindings/RecordRow';
import { pick } from '../i18n/index.svelte';
import { isoDay } from '../lib/partial-date';
import { dialogs, type RecordDialog } from '../record/dialogs.svelte';
import { place } from './place.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

/** What a fix opens over the page. */
export type Opening =
  | { what: 'record'; kind: string; id: string; focus: string | null }
  | { what: 'add'; dialog: Extract<RecordDialog, { what: 'add' }> }
  | { what: 'move_out'; stayId: string }
  | { what: 'duplicates' };

/** A move out asked for by a finding: the dialog needs to say who and where. */
export interface Leaving {
  stayId: string;
  name: string;
  address: string;
}

/** What a finding's fix opens. An action that a newer version added opens the record's form, where anything can be put right. */
export function openingOf(fix: FixAction, record: LinkRow, at: LinkRow | null): Opening {
  if (fix.action === 'open_duplicates') return { what: 'duplicates' };
  if (fix.action === 'move_out' && record.kind === 'stay') return { what: 'move_out', stayId: record.id };
  const here = [...(at ? [{ field: 'place', value: `${at.kind}:${at.id}`, title: at.title }, { field: 'raw_address', value: at.title }] : []), { field: 'on', value: isoDay(new Date()) }];
  if (fix.action === 'add_inspection' && record.kind === 'tenancy') return { what: 'add', dialog: { what: 'add', kind: 'inspection', given: [], preset: [...here.filter((each) => each.field !== 'raw_address'), { field: 'tenancy', value: record.id, title: record.title }] } };
  if (fix.action === 'add_visit' && at) return { what: 'add', dialog: { what: 'add', kind: 'visit', given: [], preset: here } };
  return { what: 'record', kind: record.kind, id: record.id, focus: fix.field };
}

/** Where a hit is shown: the record's own page, else that of its place. None: it has no page. */
export function pageOf(hit: Pick<FindingHit, 'record' | 'place'>): LinkRow | null {
  const pages = ['room', 'building', 'person', 'organisation'];
  return [hit.record, hit.place].find((link) => link && pages.includes(link.kind)) ?? null;
}

class Fixing {
  leaving = $state.raw<Leaving | null>(null);
  /** The hit whose fix is being opened. */
  opening = $state.raw<FindingHit | null>(null);

  /** Goes to the page of a hit and opens what mends it. */
  async open(hit: FindingHit): Promise<void> {
    const opening = openingOf(hit.fix, hit.record, hit.place);
    if (opening.what === 'duplicates') return place.show('duplicates');
    this.opening = hit;
    try {
      this.#show(hit, opening, opening.what !== 'record' ? null : await call('record', { kind: hit.record.kind, id: hit.record.id }));
    } catch (error) {
      toasts.show('bad', pick(asRpcError(error)));
    } finally {
      this.opening = null;
    }
  }

  /** Only goes to the page. */
  async goTo(link: LinkRow | null): Promise<void> {
    if (link?.kind === 'person') place.openPerson(link.id);
    else if (link?.kind === 'organisation') place.openOrganisation(link.id);
    else if (link?.kind === 'building') place.openBuilding(link.id);
    else if (link?.kind === 'room') place.openRoom(link.id, await buildingOf(link.id));
  }

  close(): void {
    this.leaving = null;
  }

  #show(hit: FindingHit, opening: Opening, record: RecordRow | null): void {
    void this.goTo(pageOf(hit));
    if (opening.what === 'add') dialogs.show(opening.dialog);
    else if (opening.what === 'move_out') this.leaving = { stayId: opening.stayId, name: hit.record.title, address: hit.place?.title ?? '' };
    else if (opening.what === 'record' && record) dialogs.show({ what: 'edit', record, masked: false, ...(opening.focus && { focus: opening.focus }) });
  }
}

/** The building a room is in, so that it is opened in its table. Masked, and none where it cannot be read. */
async function buildingOf(roomId: string): Promise<string | null> {
  return call('room', { id: roomId, reveal: false }).then((room) => room.buildingId, () => null);
}

export const fixing = new Fixing();
session.onLock(() => {
  fixing.close();
  fixing.opening = null;
});
