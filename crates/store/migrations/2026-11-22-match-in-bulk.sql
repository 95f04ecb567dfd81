-- What an import matches its rows by, chunk by chunk: namesakes and numbers that are not sound, and what lies nowhere by the
-- words of its address.
CREATE INDEX person_name_unsound ON person (name) WHERE id_state <> 'ok';
CREATE INDEX person_citizen_id_unsound ON person (citizen_id) WHERE id_state <> 'ok';
CREATE INDEX tenancy_unmatched ON tenancy (raw_address) WHERE room IS NULL AND building IS NULL AND site IS NULL;
CREATE INDEX visit_unmatched ON visit (raw_address) WHERE room IS NULL AND building IS NULL AND site IS NULL;
