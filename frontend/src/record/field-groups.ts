/** The fields of a record in the sections of its form; a field that the catalogue does not know is shown under "other", never lost. */
import type { FieldMeta } from '../bindings/FieldMeta';
import type { FieldRow } from '../bindings/FieldRow';

export interface FieldGroup {
  name: string;
  rows: FieldRow[];
}

export function fieldGroups(rows: readonly FieldRow[], sectionOf: (field: string) => string, catalogue: readonly FieldMeta[]): FieldGroup[] {
  const order = new Map(catalogue.map((meta, index) => [meta.field, index]));
  const sorted = [...rows].sort((a, b) => (order.get(a.field) ?? Infinity) - (order.get(b.field) ?? Infinity) || 0);
  const groups = new Map<string, FieldRow[]>();
  for (const row of sorted) groups.set(sectionOf(row.field), [...(groups.get(sectionOf(row.field)) ?? []), row]);
  return [...groups].map(([name, own]) => ({ name, rows: own }));
}
