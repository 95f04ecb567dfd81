/** The one dialog about records that may be open, whoever asked for it: a page, a finding's fix, a row of Today. */
import type { DerivedRow } from '../bindings/DerivedRow';
import type { FieldEdit } from '../bindings/FieldEdit';
import type { RecordRow } from '../bindings/RecordRow';
import { asRpcError } from '../backend';
import { pick } from '../i18n/index.svelte';
import { records } from '../state/records.svelte';
import { session } from '../state/session.svelte';
import { toasts } from '../state/toasts.svelte';

/** A value that stands in a form before anything is typed; `title` is what a referenced record is called. */
export interface Preset {
  field: string;
  value: string;
  title?: string;
}

export interface Named {
  id: string;
  title: string;
}

/** A record that the new one belongs to for good and that has yet to be chosen: the relative, the employer. */
export interface Choose {
  field: string;
  kind: string;
}

/** A stay as the commands for several need it. */
export interface StayChoice {
  stayId: string;
  personId: string;
  name: string;
  relation: string | null;
}

export type RecordDialog =
  | { what: 'add'; kind: string; given: FieldEdit[]; preset?: Preset[]; hide?: string[]; choose?: Choose[]; meet?: Named[] }
  | { what: 'edit'; record: RecordRow; masked: boolean; focus?: string }
  | { what: 'end'; record: RecordRow }
  | { what: 'withdraw'; record: RecordRow }
  | { what: 'move'; stays: StayChoice[]; address: string }
  | { what: 'editStays'; stays: StayChoice[] }
  | { what: 'household'; stays: StayChoice[]; household: RecordRow | null; headPersonId: string | null }
  | { what: 'override'; derived: DerivedRow; of: 'class' | 'residence_match' };

class Dialogs {
  open = $state.raw<RecordDialog | null>(null);

  show(dialog: RecordDialog): void {
    this.open = dialog;
  }

  /** Opens the form of a record. One that stands masked on its page is read in full first, which is audited. */
  async change(what: 'edit' | 'end', record: RecordRow, masked: boolean): Promise<void> {
    try {
      const whole = masked ? await records.record(record.kind, record.id) : record;
      this.show(what === 'edit' ? { what, record: whole, masked: false } : { what, record: whole });
    } catch (error) {
      toasts.show('bad', pick(asRpcError(error)));
    }
  }

  close(): void {
    this.open = null;
  }
}

export const dialogs = new Dialogs();
session.onLock(() => dialogs.close());
