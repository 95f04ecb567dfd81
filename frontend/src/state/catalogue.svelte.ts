/** The catalogue (字段目录): every field of every kind of record with its names, editor and list. It holds nothing of the register. */
import { call } from '../backend';
import type { CatalogueView } from '../bindings/CatalogueView';
import type { CodeMeta } from '../bindings/CodeMeta';
import type { FieldMeta } from '../bindings/FieldMeta';
import { pick, t } from '../i18n/index.svelte';
import { fieldName, fieldValue } from '../lib/field-text';

class Catalogue {
  view = $state.raw<CatalogueView | null>(null);
  #asked: Promise<void> | null = null;
  #fields = $derived(new Map((this.view?.fields ?? []).map((meta) => [`${meta.kind}.${meta.field}`, meta])));
  #lists = $derived(new Map((this.view?.lists ?? []).map((list) => [list.name, list.entries])));

  /** Reads the catalogue, once. Where it cannot be read, fields still show under the names the window knows. */
  ensure(): Promise<void> {
    this.#asked ??= call('catalogue', {}).then(
      (view) => void (this.view = view),
      () => void (this.#asked = null),
    );
    return this.#asked;
  }

  fields(kind: string): FieldMeta[] {
    return this.view?.fields.filter((meta) => meta.kind === kind) ?? [];
  }

  /** A field; one that the catalogue does not know is a line of text. */
  meta(kind: string, field: string): FieldMeta {
    return this.#fields.get(`${kind}.${field}`) ?? { kind, field, zh: fieldName(field), en: fieldName(field), editor: 'text', list: null, recordKind: null, requirement: 'optional', section: 'other', personal: false };
  }

  has(kind: string, field: string): boolean {
    return this.#fields.has(`${kind}.${field}`);
  }

  label(kind: string, field: string): string {
    const meta = this.#fields.get(`${kind}.${field}`);
    return meta ? pick(meta) : fieldName(field);
  }

  entries(list: string | null): CodeMeta[] {
    return (list && this.#lists.get(list)) || [];
  }

  /** A value as people read it: the name of a code, yes or no, else its own words; of a reference only that there is one. */
  text(kind: string, field: string, value: string | null): string | null {
    if (value === null || value === '') return null;
    const meta = this.#fields.get(`${kind}.${field}`);
    if (meta?.editor === 'place' || meta?.editor === 'record') return t(value === 'unmatched' ? 'person.unmatched' : 'record.chosen');
    if (meta?.editor === 'yes_no') return t(value === '1' ? 'yesno.1' : 'yesno.0');
    const entry = meta && this.entries(meta.list).find((each) => each.code === value);
    return entry ? pick(entry) : fieldValue(field, value);
  }
}

export const catalogue = new Catalogue();
