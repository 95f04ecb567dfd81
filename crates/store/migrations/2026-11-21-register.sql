CREATE TABLE register (
    -- The one row that says which register this is.
    id               INTEGER PRIMARY KEY CHECK (id = 1),
    register_id      BLOB    NOT NULL, -- as in the slot file
    policy           TEXT    NOT NULL, -- single | station
    slots_generation INTEGER NOT NULL, -- latest slot file seen: an older one is refused
    created_ms       INTEGER NOT NULL
) STRICT;

CREATE TABLE sequence (
    -- Row numbers are given out once, in rising order, and never again, whatever is withdrawn.
    kind INTEGER PRIMARY KEY, -- 1 site, 2 building, 3 room, 4 person, 5 stay, 6 organisation, 7 presence
    next INTEGER NOT NULL
) STRICT;

CREATE TABLE area (
    -- Police areas (警务区): the scope of roles and of sharing.
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE user (
    id           INTEGER PRIMARY KEY,
    uuid         BLOB    NOT NULL UNIQUE,
    name         TEXT    NOT NULL UNIQUE, -- typed at unlock
    display_name TEXT    NOT NULL,
    role         TEXT    NOT NULL,
    created_ms   INTEGER NOT NULL,
    ended_ms     INTEGER                  -- may no longer open the register
) STRICT;

CREATE TABLE user_area (
    user INTEGER NOT NULL REFERENCES user (id),
    area TEXT    NOT NULL REFERENCES area (code),
    PRIMARY KEY (user, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE batch (
    -- Changes made together (批次): an import, the demo community.
    id            INTEGER PRIMARY KEY,
    uuid          BLOB    NOT NULL UNIQUE,
    kind          TEXT    NOT NULL, -- import | demo | …
    label         TEXT    NOT NULL,
    user          INTEGER NOT NULL REFERENCES user (id),
    started_ms    INTEGER NOT NULL,
    finished_ms   INTEGER,
    added         INTEGER NOT NULL DEFAULT 0,
    updated       INTEGER NOT NULL DEFAULT 0,
    unchanged     INTEGER NOT NULL DEFAULT 0,
    pending       INTEGER NOT NULL DEFAULT 0,
    rejected      INTEGER NOT NULL DEFAULT 0,
    dropped       INTEGER NOT NULL DEFAULT 0,
    undone_change INTEGER REFERENCES change (id)
) STRICT;

CREATE TABLE file (
    -- A ledger as it came.
    id     INTEGER PRIMARY KEY,
    batch  INTEGER NOT NULL REFERENCES batch (id),
    name   TEXT    NOT NULL,
    format TEXT    NOT NULL,
    bytes  INTEGER NOT NULL,
    sha256 BLOB    NOT NULL
) STRICT;

CREATE INDEX file_batch ON file (batch);

CREATE TABLE sheet (
    id         INTEGER PRIMARY KEY,
    file       INTEGER NOT NULL REFERENCES file (id),
    name       TEXT    NOT NULL,
    header_row INTEGER,          -- counted from 1
    mapping    TEXT    NOT NULL  -- JSON: which column became which field
) STRICT;

CREATE INDEX sheet_file ON sheet (file);

CREATE TABLE import_row (
    -- The fate of every row of a sheet.
    id      INTEGER PRIMARY KEY,
    sheet   INTEGER NOT NULL REFERENCES sheet (id),
    row     INTEGER NOT NULL, -- counted from 1
    outcome TEXT    NOT NULL, -- added | updated | unchanged | pending | rejected | dropped
    reason  TEXT,
    kind    INTEGER,          -- the record it became or matched
    record  BLOB,             -- its outside name
    raw     TEXT    NOT NULL, -- JSON: the cells as written, less the refused columns
    trail   TEXT    NOT NULL  -- JSON: raw → value → rule
) STRICT;

CREATE INDEX import_row_sheet ON import_row (sheet, outcome, row);

CREATE TABLE change (
    -- Every write: who, when, why. A created row is its own first version and points here.
    id      INTEGER PRIMARY KEY,
    at_ms   INTEGER NOT NULL,
    user    INTEGER NOT NULL REFERENCES user (id),
    role    TEXT    NOT NULL,
    action  TEXT    NOT NULL,
    purpose TEXT,
    batch   INTEGER REFERENCES batch (id),
    undoes  INTEGER REFERENCES batch (id),
    note    TEXT
) STRICT;

CREATE INDEX change_at ON change (at_ms);
CREATE INDEX change_batch ON change (batch) WHERE batch IS NOT NULL;

CREATE TABLE change_created (
    -- The rows a change created: one writer gives them out in one run per kind.
    change INTEGER NOT NULL REFERENCES change (id),
    kind   INTEGER NOT NULL,
    first  INTEGER NOT NULL,
    last   INTEGER NOT NULL,
    PRIMARY KEY (change, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_field (
    -- Later edits, field by field.
    id         INTEGER PRIMARY KEY,
    change     INTEGER NOT NULL REFERENCES change (id),
    kind       INTEGER NOT NULL,
    record     INTEGER NOT NULL, -- row number, which is never given out twice
    field      TEXT    NOT NULL,
    old        TEXT,
    new        TEXT,
    import_row INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX change_field_record ON change_field (kind, record);
CREATE INDEX change_field_change ON change_field (change);

CREATE TABLE withdrawn_record (
    -- Records that an undo took back, whole: nothing is lost.
    id              INTEGER PRIMARY KEY,
    change          INTEGER NOT NULL REFERENCES change (id),
    kind            INTEGER NOT NULL,
    record          INTEGER NOT NULL,
    uuid            BLOB    NOT NULL,
    body            TEXT    NOT NULL, -- JSON
    created_change  INTEGER NOT NULL REFERENCES change (id),
    created_row     INTEGER REFERENCES import_row (id),
    restored_change INTEGER REFERENCES change (id)
) STRICT;

CREATE INDEX withdrawn_record_uuid ON withdrawn_record (uuid);
CREATE INDEX withdrawn_record_change ON withdrawn_record (change);

CREATE TABLE audit (
    -- Hash-chained log of writes and look-ups. Identifiers and counts, never a personal value.
    seq     INTEGER PRIMARY KEY,
    at_ms   INTEGER NOT NULL,
    user    BLOB    NOT NULL, -- outside name; sixteen zero bytes for the recovery key
    role    TEXT    NOT NULL,
    action  TEXT    NOT NULL,
    purpose TEXT,
    note    TEXT,             -- case number or short reason
    change  INTEGER,
    batch   BLOB,
    records TEXT    NOT NULL, -- kind:uuid, separated by spaces; at most fifty
    count   INTEGER NOT NULL,
    result  TEXT    NOT NULL, -- done | refused | …
    prev    BLOB    NOT NULL,
    hash    BLOB    NOT NULL
) STRICT;

CREATE TABLE site (
    -- 小区 / 院
    id             INTEGER PRIMARY KEY,
    uuid           BLOB    NOT NULL,
    area           TEXT    NOT NULL,
    name           TEXT    NOT NULL,
    division_code  TEXT,
    township       TEXT,
    community      TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE UNIQUE INDEX site_uuid ON site (uuid);
CREATE INDEX site_name ON site (name);

CREATE TABLE building (
    -- 楼幢
    id                  INTEGER PRIMARY KEY,
    uuid                BLOB    NOT NULL,
    area                TEXT    NOT NULL,
    site                INTEGER REFERENCES site (id),
    footprint           TEXT,             -- JSON ring of [longitude, latitude], WGS-84
    name                TEXT    NOT NULL,
    street              TEXT,
    door_no             TEXT,
    address             TEXT,
    building_use        TEXT,
    units               INTEGER,
    floors_above        INTEGER,
    floors_below        INTEGER,
    rooms_per_floor     INTEGER,
    households_declared INTEGER,
    block_leader_name   TEXT,
    block_leader_phones TEXT,
    property_company    TEXT,
    numbering_note      TEXT,
    declared_counts     TEXT,
    height_m            REAL,             -- metres
    remark              TEXT,
    created_change      INTEGER NOT NULL REFERENCES change (id),
    created_row         INTEGER REFERENCES import_row (id)
) STRICT;

CREATE UNIQUE INDEX building_uuid ON building (uuid);
CREATE INDEX building_site ON building (site, name);
CREATE INDEX building_name ON building (name);
CREATE INDEX building_street ON building (street, door_no) WHERE street IS NOT NULL;

CREATE TABLE room (
    -- 户室, or a part of one
    id             INTEGER PRIMARY KEY,
    uuid           BLOB    NOT NULL,
    building       INTEGER NOT NULL REFERENCES building (id),
    unit           TEXT,
    floor          INTEGER,
    number         TEXT    NOT NULL,
    sub_room       TEXT,
    kind           TEXT    NOT NULL,
    state          TEXT    NOT NULL,
    remark         TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE UNIQUE INDEX room_uuid ON room (uuid);
CREATE INDEX room_building ON room (building, unit, number, sub_room);

CREATE TABLE person (
    -- 人员. Ethnicity is on the hukou form only: no index, no list, no search reads it.
    id              INTEGER PRIMARY KEY,
    uuid            BLOB    NOT NULL,
    area            TEXT    NOT NULL,
    name            TEXT    NOT NULL,
    former_name     TEXT,
    citizen_id      TEXT,
    id_state        TEXT    NOT NULL,
    sex             TEXT,
    birth_date      TEXT,             -- ISO 8601, cut to its precision
    phones          TEXT,             -- joined by 、
    ethnicity       TEXT,
    native_place    TEXT,
    marital_status  TEXT,
    education       TEXT,
    occupation      TEXT,
    workplace       TEXT,
    hukou_division  TEXT,
    hukou_site      TEXT,
    hukou_address   TEXT,
    remark          TEXT,
    created_change  INTEGER NOT NULL REFERENCES change (id),
    created_row     INTEGER REFERENCES import_row (id)
) STRICT;

CREATE UNIQUE INDEX person_uuid ON person (uuid);
CREATE INDEX person_citizen_id ON person (citizen_id) WHERE citizen_id IS NOT NULL;
CREATE INDEX person_name ON person (name, birth_date);

CREATE TABLE stay (
    -- 居住登记. It ends, it is never deleted.
    id                 INTEGER PRIMARY KEY,
    uuid               BLOB    NOT NULL,
    person             INTEGER NOT NULL REFERENCES person (id),
    room               INTEGER REFERENCES room (id),
    building           INTEGER REFERENCES building (id), -- the room's, or the place itself
    site               INTEGER REFERENCES site (id),     -- only where the place is the site itself
    raw_address        TEXT    NOT NULL,
    stated_class       TEXT,
    relation           TEXT,
    relation_code      TEXT,
    household_no       TEXT,
    residence_mismatch INTEGER,
    actual_residence   TEXT,
    grid               TEXT,
    inflow_reason      TEXT,
    dwelling_kind      TEXT,
    permit_no          TEXT,
    permit_until       TEXT,
    intended_until     TEXT,
    "from"             TEXT,
    "to"               TEXT,
    end_reason         TEXT,
    moved_to           TEXT,
    created_change     INTEGER NOT NULL REFERENCES change (id),
    created_row        INTEGER REFERENCES import_row (id)
) STRICT;

CREATE UNIQUE INDEX stay_uuid ON stay (uuid);
CREATE INDEX stay_person ON stay (person);
CREATE INDEX stay_room ON stay (room) WHERE room IS NOT NULL;
CREATE INDEX stay_building ON stay (building, room) WHERE building IS NOT NULL;
CREATE INDEX stay_site ON stay (site) WHERE site IS NOT NULL;
CREATE INDEX stay_unmatched ON stay (id) WHERE building IS NULL AND site IS NULL;

CREATE TABLE organisation (
    -- 单位
    id                      INTEGER PRIMARY KEY,
    uuid                    BLOB    NOT NULL,
    area                    TEXT    NOT NULL,
    name                    TEXT    NOT NULL,
    credit_code             TEXT,
    credit_code_state       TEXT    NOT NULL,
    kind                    TEXT,
    industry                TEXT,
    legal_rep_name          TEXT,
    legal_rep_citizen_id    TEXT,
    legal_rep_id_state      TEXT    NOT NULL,
    legal_rep_phones        TEXT,
    staff                   INTEGER,
    security_contact_name   TEXT,
    security_contact_phones TEXT,
    hazmat                  INTEGER,
    hazard                  TEXT,
    inspected_on            TEXT,
    remark                  TEXT,
    created_change          INTEGER NOT NULL REFERENCES change (id),
    created_row             INTEGER REFERENCES import_row (id)
) STRICT;

CREATE UNIQUE INDEX organisation_uuid ON organisation (uuid);
CREATE INDEX organisation_credit_code ON organisation (credit_code) WHERE credit_code IS NOT NULL;
CREATE INDEX organisation_name ON organisation (name);

CREATE TABLE presence (
    -- 单位地址登记
    id             INTEGER PRIMARY KEY,
    uuid           BLOB    NOT NULL,
    organisation   INTEGER NOT NULL REFERENCES organisation (id),
    room           INTEGER REFERENCES room (id),
    building       INTEGER REFERENCES building (id),
    site           INTEGER REFERENCES site (id),
    role           TEXT    NOT NULL,
    raw_address    TEXT    NOT NULL,
    "from"         TEXT,
    "to"           TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE UNIQUE INDEX presence_uuid ON presence (uuid);
CREATE INDEX presence_organisation ON presence (organisation);
CREATE INDEX presence_room ON presence (room) WHERE room IS NOT NULL;
CREATE INDEX presence_building ON presence (building, room) WHERE building IS NOT NULL;
CREATE INDEX presence_site ON presence (site) WHERE site IS NOT NULL;

CREATE TABLE counter (
    -- Figures of the whole register, kept in step by every write.
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE building_counter (
    building       INTEGER PRIMARY KEY,
    rooms          INTEGER NOT NULL DEFAULT 0,
    owner_occupied INTEGER NOT NULL DEFAULT 0,
    let            INTEGER NOT NULL DEFAULT 0,
    vacant         INTEGER NOT NULL DEFAULT 0,
    business       INTEGER NOT NULL DEFAULT 0,
    unknown        INTEGER NOT NULL DEFAULT 0,
    residents      INTEGER NOT NULL DEFAULT 0, -- open stays, in its rooms or at the building itself
    organisations  INTEGER NOT NULL DEFAULT 0  -- open presences
) STRICT;

CREATE TABLE ground (
    -- Roads, water and greenery under the buildings.
    id          INTEGER PRIMARY KEY,
    layer       TEXT    NOT NULL, -- road | water | green | …
    name        TEXT,
    closed      INTEGER NOT NULL, -- 1: an area, 0: a line
    points      TEXT    NOT NULL, -- JSON list of [longitude, latitude], WGS-84
    attribution TEXT    NOT NULL
) STRICT;

CREATE TABLE search_entry (
    -- What can be found by search, normalised; id = number of the kind × 2^48 + row number.
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

-- Grams of search_entry.text, made in Rust: detail=none, contentless; every hit is checked against the text.
CREATE VIRTUAL TABLE search_gram USING fts5 (
    grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii'
);
