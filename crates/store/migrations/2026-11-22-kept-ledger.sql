-- The kept copy of a ledger: as it was read, less the refused columns, until its retention is over (DOMAIN §1.8 rule 7);
-- and which waiting rows a later ledger has put right.

CREATE TABLE kept_ledger (
    -- A ledger whose copy is kept, or was.
    file          INTEGER PRIMARY KEY REFERENCES file (id),
    rows          INTEGER NOT NULL,
    bytes         INTEGER NOT NULL,            -- of its parts, packed
    purged_change INTEGER REFERENCES change (id) -- set: its parts are gone, and the cells of its rows
) STRICT;

CREATE TABLE kept_ledger_part (
    id   INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES file (id),
    seq  INTEGER NOT NULL, -- from 0
    body BLOB    NOT NULL  -- deflated lines of JSON: sheets and rows
) STRICT;

CREATE UNIQUE INDEX kept_ledger_part_file ON kept_ledger_part (file, seq);

ALTER TABLE import_row ADD COLUMN settled_by INTEGER REFERENCES import_row (id); -- the row of a later ledger that puts it right
