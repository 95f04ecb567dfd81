-- 台账日期: the day a batch speaks of and the layout of its sheets, so that older paper never overwrites newer knowledge;
-- and what people decided about single rows, found again when the same row comes again.

ALTER TABLE batch ADD COLUMN ledger_date TEXT; -- ISO 8601, as exact as known

ALTER TABLE sheet ADD COLUMN layout TEXT; -- equal for two sheets with the same headers in the same columns

CREATE TABLE import_decision (
    -- 人工确认
    id      INTEGER PRIMARY KEY,
    batch   INTEGER NOT NULL REFERENCES batch (id),
    row_key BLOB    NOT NULL, -- SHA-256 of what the row says
    take    TEXT    NOT NULL, -- candidate | new | ledger | register
    record  BLOB              -- outside name of the record it became or met
) STRICT;

CREATE INDEX import_decision_batch ON import_decision (batch);
