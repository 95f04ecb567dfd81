/** A person's fields in the groups of the form; a field a newer version added is shown under "other", never lost. */
import type { FieldRow } from '../bindings/FieldRow';

export type GroupName = 'identity' | 'hukou' | 'life' | 'other';

const GROUPS: Record<Exclude<GroupName, 'other'>, readonly string[]> = {
  identity: ['name', 'former_name', 'citizen_id', 'id_state', 'sex', 'birth_date', 'phones'],
  hukou: ['hukou_address', 'hukou_division', 'hukou_site', 'native_place', 'ethnicity'],
  life: ['marital_status', 'education', 'occupation', 'workplace', 'remark'],
};

export function grouped(fields: readonly FieldRow[]): { name: GroupName; rows: FieldRow[] }[] {
  const left = new Map(fields.map((row) => [row.field, row]));
  const take = (name: string): FieldRow[] => {
    const row = left.get(name);
    left.delete(name);
    return row ? [row] : [];
  };
  const known = Object.entries(GROUPS).map(([name, names]) => ({ name: name as GroupName, rows: names.flatMap(take) }));
  return [...known, { name: 'other' as GroupName, rows: [...left.values()] }].filter((group) => group.rows.length > 0);
}
