/** Names of fields and values as people read them. What a newer version added is shown as it is. */
import { tOr } from '../i18n/index.svelte';

/** Fields whose values are codes, and the prefix of the messages that name them. */
const CODED: Record<string, string> = {
  sex: 'sex', state: 'state', kind: 'spaceKind', end_reason: 'reason', id_state: 'idState', legal_rep_id_state: 'idState', credit_code_state: 'creditState',
  stated_class: 'class', building_use: 'use', role: 'role', residence_mismatch: 'yesno', hazmat: 'yesno',
};

export function fieldName(field: string): string {
  return tOr(`field.${field}`, field);
}

/** The name of what a column of a ledger carries. */
export function columnName(code: string): string {
  return tOr(`column.${code}`, tOr(`field.${code}`, code));
}

export function fieldValue(field: string, value: string | null): string | null {
  if (value === null || value === '') return null;
  const prefix = CODED[field];
  if (!prefix) return value;
  return tOr(`${prefix}.${value}`, field === 'kind' ? tOr(`orgKind.${value}`, value) : value);
}
