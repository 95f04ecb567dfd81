-- A past map is read from ten years of states: along an index that holds what they were, room by room in the order of time.
DROP INDEX change_field_coloured;
CREATE INDEX change_field_coloured ON change_field (kind, record, field, id, change, old, new)
    WHERE field IN ('state', 'verified_on', 'registered_on');
