/** What is being filled in about a record: values as typed, what changed, what is wrong. */
import type { FieldEdit } from '../bindings/FieldEdit';
import type { FieldMeta } from '../bindings/FieldMeta';
import type { RecordRow } from '../bindings/RecordRow';
import { catalogue } from '../state/catalogue.svelte';
import type { Preset } from './dialogs.svelte';
import { checkField, type Check } from './field-check';

/** A place that matches no room, building or site. */
const UNMATCHED = 'unmatched';

/** Fields by which a record ends; they have a dialog of their own. */
export const ENDING = ['to', 'end_reason', 'moved_to', 'closed_on'];

/** Fields that a command of their own changes: moving, forming a household. */
const BY_COMMAND: Readonly<Record<string, readonly string[]>> = { stay: ['place', 'household'] };

/** Whether a form may set the field of a record that is there. */
export function setByForm(kind: string, field: string): boolean {
  return !(BY_COMMAND[kind] ?? []).includes(field);
}

export class FormState {
  values = $state<Record<string, string>>({});
  titles = $state<Record<string, string>>({});
  #before: Record<string, string> = {};

  constructor(
    readonly kind: string,
    record: RecordRow | null,
    preset: readonly Preset[],
  ) {
    const start = record ? presetsOf(record) : preset;
    for (const { field, value, title } of start) {
      this.values[field] = value;
      if (title) this.titles[field] = title;
    }
    if (record) this.#before = { ...this.values };
  }

  set(field: string, value: string, title?: string | null): void {
    this.values[field] = value;
    if (title) this.titles[field] = title;
  }

  check(meta: FieldMeta): Check {
    return checkField(meta, this.values[meta.field] ?? '');
  }

  /** What differs from the record as it was shown, or everything filled in of a new one. */
  edits(fields: readonly FieldMeta[], isNew: boolean): FieldEdit[] {
    return fields.flatMap((meta) => {
      const before = this.#before[meta.field] ?? '';
      const { value } = this.check(meta);
      if ((value ?? '') === before) return [];
      return [isNew ? { field: meta.field, value } : { field: meta.field, value, was: before }];
    });
  }
}

/** The values of a record, references and place among them. */
function presetsOf(record: RecordRow): Preset[] {
  const written = record.fields.map(({ field, value }) => ({ field, value: value ?? '' }));
  const linked = record.links
    .filter((link) => catalogue.has(record.kind, link.role))
    .map((link) => ({ field: link.role, value: catalogue.meta(record.kind, link.role).editor === 'place' ? `${link.kind}:${link.id}` : link.id, title: link.title }));
  // A place that is not known is stored as such, and an edit has to say that it was.
  const unmatched = catalogue.fields(record.kind).filter((meta) => meta.editor === 'place' && !linked.some((link) => link.field === meta.field)).map((meta) => ({ field: meta.field, value: UNMATCHED }));
  return [...written, ...linked, ...unmatched];
}
