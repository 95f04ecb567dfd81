/** Which field of the record mends a finding about it; none: it is mended in another record. */
const FIELDS: Record<string, string> = {
  id_missing: 'citizen_id', id_bad_checksum: 'citizen_id', id_precision_lost: 'citizen_id', id_15_digit: 'citizen_id', id_malformed: 'citizen_id',
  id_birth_mismatch: 'birth_date', id_sex_mismatch: 'sex', name_unreadable: 'name', phone_missing: 'phones', hukou_missing: 'hukou_address',
  uscc_missing: 'credit_code', uscc_bad_checksum: 'credit_code', uscc_15_digit: 'credit_code', uscc_precision_lost: 'credit_code', uscc_malformed: 'credit_code',
  legal_rep_id_missing: 'legal_rep_citizen_id', legal_rep_id_bad_checksum: 'legal_rep_citizen_id', legal_rep_id_precision_lost: 'legal_rep_citizen_id', legal_rep_id_15_digit: 'legal_rep_citizen_id', legal_rep_id_malformed: 'legal_rep_citizen_id',
  security_contact_missing: 'security_contact_name', hazmat_unknown: 'hazmat', nationality_missing: 'nationality',
  owner_missing: 'owner_name', state_unknown: 'state', floor_missing: 'floor',
};

export function fieldMending(code: string): string | null {
  return FIELDS[code] ?? null;
}
