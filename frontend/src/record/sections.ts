/** The fields of a form in the sections that the catalogue puts them in. */
import type { FieldMeta } from '../bindings/FieldMeta';
import { tOr } from '../i18n/index.svelte';
import type { Choose } from './dialogs.svelte';

export interface Section {
  name: string;
  fields: FieldMeta[];
}

/** Sections in the order in which the catalogue first names them. */
export function sectionsOf(fields: readonly FieldMeta[]): Section[] {
  const sections = new Map<string, FieldMeta[]>();
  for (const meta of fields) sections.set(meta.section, [...(sections.get(meta.section) ?? []), meta]);
  return [...sections].map(([name, list]) => ({ name, fields: list }));
}

/** Whether a form shows a field at first: it is needed, or expected, or already says something. */
export function essential(meta: FieldMeta, value: string | undefined): boolean {
  return meta.requirement === 'must' || meta.requirement === 'expected' || (value ?? '') !== '';
}

/** A record to belong to, as a field of the form: the catalogue lists only what can be changed later. */
export function chosenMeta(kind: string, { field, kind: recordKind }: Choose): FieldMeta {
  const label = tOr(`linkRole.${field}`, field);
  return { kind, field, zh: label, en: label, editor: 'record', list: null, recordKind, requirement: 'must', section: 'basics', personal: false };
}
