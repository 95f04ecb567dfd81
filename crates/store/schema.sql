CREATE TABLE address_mismatch (
    -- 地址不一致: derived, kept in step by every write
    organisation INTEGER NOT NULL, -- row number
    code         TEXT    NOT NULL, -- out_of_district | other_building | other_room | unmatched | missing_office …
    PRIMARY KEY (organisation, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX address_mismatch_code ON address_mismatch (code, organisation);

CREATE TABLE area (
    -- Police areas (警务区): the scope of roles and of sharing.
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

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

CREATE INDEX audit_unlock ON audit (user) WHERE action = 'unlock';

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
, ledger_date TEXT) STRICT;

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
, code TEXT, division_code TEXT, township TEXT, community_code TEXT, community TEXT, grid TEXT, built_year INTEGER, structure TEXT, developer TEXT, fire_grade TEXT, longitude REAL, latitude REAL, block_spec TEXT, valid_from TEXT, valid_to TEXT, footprint_holes TEXT, map_id TEXT, hand_placed INTEGER, laid TEXT, unclaimed INTEGER) STRICT;

CREATE INDEX building_name ON building (name);

CREATE INDEX building_site ON building (site, name);

CREATE INDEX building_street ON building (street, door_no) WHERE street IS NOT NULL;

CREATE UNIQUE INDEX building_uuid ON building (uuid);

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

CREATE TABLE care_note (
    -- 关爱: read by named roles only, ends by itself
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    person         INTEGER NOT NULL REFERENCES person (id),
    kind           TEXT NOT NULL,
    consent_by     TEXT NOT NULL,
    consent_on     TEXT,
    contact_name   TEXT,
    contact_phones TEXT,
    review_on      TEXT,
    "to"           TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX care_note_person ON care_note (person);

CREATE INDEX care_note_review ON care_note (review_on);

CREATE UNIQUE INDEX care_note_uuid ON care_note (uuid);

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

CREATE INDEX change_user ON change (user, at_ms);

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

CREATE INDEX change_field_change ON change_field (change);

CREATE INDEX change_field_coloured ON change_field (kind, record, field, id, change, old, new)
    WHERE field IN ('state', 'verified_on', 'registered_on');

CREATE INDEX change_field_record ON change_field (kind, record);

CREATE TABLE counter (
    -- Figures of the whole register, kept in step by every write.
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    -- 证件
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    person         INTEGER NOT NULL REFERENCES person (id),
    kind           TEXT, -- GA/T 517
    number         TEXT NOT NULL,
    country        TEXT,
    "from"         TEXT,
    until          TEXT, -- valid until
    "to"           TEXT, -- no longer used since
    remark         TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX document_number ON document (number);

CREATE INDEX document_person ON document (person);

CREATE UNIQUE INDEX document_uuid ON document (uuid);

CREATE TABLE duplicate_pair (
    -- Pairs of person records that may be one person's (疑似重复), found by search and at each write; the verdicts are in
    -- identity_link. A pair is about two records, never about a person.
    one      INTEGER NOT NULL, -- row number, the lower of the two
    other    INTEGER NOT NULL,
    grade    TEXT    NOT NULL, -- certain | probable | possible
    evidence TEXT    NOT NULL, -- codes, separated by spaces
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX duplicate_pair_grade ON duplicate_pair (grade, one, other);

CREATE INDEX duplicate_pair_other ON duplicate_pair (other);

CREATE TABLE employment (
    -- 从业登记
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    organisation   INTEGER NOT NULL REFERENCES organisation (id),
    person         INTEGER REFERENCES person (id),
    room           INTEGER REFERENCES room (id),
    building       INTEGER REFERENCES building (id),
    site           INTEGER REFERENCES site (id),
    name           TEXT NOT NULL,
    citizen_id     TEXT,
    phones         TEXT,
    department     TEXT,
    post           TEXT,
    raw_address    TEXT NOT NULL,
    "from"         TEXT,
    "to"           TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX employment_building ON employment (building, room) WHERE building IS NOT NULL;

CREATE INDEX employment_organisation ON employment (organisation);

CREATE INDEX employment_person_of ON employment (person) WHERE person IS NOT NULL;

CREATE INDEX employment_room ON employment (room) WHERE room IS NOT NULL;

CREATE INDEX employment_site ON employment (site) WHERE site IS NOT NULL;

CREATE UNIQUE INDEX employment_uuid ON employment (uuid);

CREATE TABLE encounter (
    -- 已见面人员
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    visit          INTEGER NOT NULL REFERENCES visit (id),
    person         INTEGER NOT NULL REFERENCES person (id),
    verified       INTEGER,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX encounter_person ON encounter (person);

CREATE UNIQUE INDEX encounter_uuid ON encounter (uuid);

CREATE INDEX encounter_visit ON encounter (visit);

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

CREATE TABLE finding (
    -- What is missing or doubtful in a record, computed in the transaction that wrote it. Never about a person.
    kind   INTEGER NOT NULL, -- of the record
    record INTEGER NOT NULL, -- row number
    code   TEXT    NOT NULL, -- severity, words and days follow from it
    area   TEXT    NOT NULL, -- of the record
    due_on TEXT    NOT NULL, -- the day it counts from, days ahead or after not counted in; empty: holds now
    detail TEXT,             -- the words of the data
    PRIMARY KEY (kind, record, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX finding_code ON finding (code, due_on, area);

CREATE TABLE finding_tally (
    -- How many findings of a code count from a day, kept in step by every write
    code    TEXT    NOT NULL,
    due_on  TEXT    NOT NULL,
    area    TEXT    NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (code, due_on, area)
) STRICT, WITHOUT ROWID;

CREATE TABLE grid (
    -- 网格
    id                  INTEGER PRIMARY KEY,
    uuid                BLOB NOT NULL,
    area                TEXT NOT NULL,
    code                TEXT NOT NULL, -- buildings name it
    name                TEXT NOT NULL,
    community_code      TEXT,
    leader_name         TEXT,
    worker_names        TEXT,
    phones              TEXT,
    workers             INTEGER,
    households_declared INTEGER,
    area_km2            REAL, -- square kilometres
    "from"              TEXT,
    "to"                TEXT,
    created_change      INTEGER NOT NULL REFERENCES change (id),
    created_row         INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX grid_code ON grid (code);

CREATE UNIQUE INDEX grid_uuid ON grid (uuid);

CREATE TABLE ground (
    -- Roads, water and greenery under the buildings.
    id          INTEGER PRIMARY KEY,
    layer       TEXT    NOT NULL, -- road | water | green | …
    name        TEXT,
    closed      INTEGER NOT NULL, -- 1: an area, 0: a line
    points      TEXT    NOT NULL, -- JSON list of [longitude, latitude], WGS-84
    attribution TEXT    NOT NULL
, source INTEGER REFERENCES ground_source (id), holes TEXT, width_m REAL) STRICT;

CREATE INDEX ground_of_source ON ground (source);

CREATE TABLE ground_source (
    -- 地图来源: a map file. The latest of a name is shown, unless the batch that brought it is undone.
    id          INTEGER PRIMARY KEY,
    batch       INTEGER REFERENCES batch (id),
    name        TEXT    NOT NULL, -- file name
    attribution TEXT    NOT NULL  -- who has to be named beside the map
) STRICT;

CREATE INDEX ground_source_name ON ground_source (name);

CREATE TABLE household (
    -- 户
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    area           TEXT NOT NULL,
    head           INTEGER REFERENCES person (id),
    room           INTEGER REFERENCES room (id),
    building       INTEGER REFERENCES building (id),
    site           INTEGER REFERENCES site (id),
    number         TEXT, -- 户号
    kind           TEXT NOT NULL, -- family | collective
    "from"         TEXT,
    "to"           TEXT,
    remark         TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX household_building ON household (building, room) WHERE building IS NOT NULL;

CREATE INDEX household_head ON household (head) WHERE head IS NOT NULL;

CREATE INDEX household_number ON household (number);

CREATE INDEX household_room ON household (room) WHERE room IS NOT NULL;

CREATE INDEX household_site ON household (site) WHERE site IS NOT NULL;

CREATE UNIQUE INDEX household_uuid ON household (uuid);

CREATE TABLE identity_link (
    -- 同人关联: a verdict about two records; nothing is merged away
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    person         INTEGER NOT NULL REFERENCES person (id),
    other          INTEGER NOT NULL REFERENCES person (id),
    verdict        TEXT NOT NULL, -- same | different
    reason         TEXT,
    "from"         TEXT,
    "to"           TEXT, -- taken back on
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX identity_link_other ON identity_link (other);

CREATE INDEX identity_link_person ON identity_link (person);

CREATE UNIQUE INDEX identity_link_uuid ON identity_link (uuid);

CREATE TABLE import_decision (
    -- 人工确认
    id      INTEGER PRIMARY KEY,
    batch   INTEGER NOT NULL REFERENCES batch (id),
    row_key BLOB    NOT NULL, -- SHA-256 of what the row says
    take    TEXT    NOT NULL, -- candidate | new | ledger | register
    record  BLOB              -- outside name of the record it became or met
) STRICT;

CREATE INDEX import_decision_batch ON import_decision (batch);

CREATE TABLE import_profile (
    -- Import profiles (导入方案): what was said about ledgers of a layout, by header. Nothing of any row is in them.
    id    INTEGER PRIMARY KEY,
    uuid  BLOB    NOT NULL UNIQUE,
    name  TEXT    NOT NULL UNIQUE,
    body  TEXT    NOT NULL, -- JSON: layouts with their corrections
    user  INTEGER NOT NULL REFERENCES user (id), -- who made or changed it last
    at_ms INTEGER NOT NULL, -- when, milliseconds since 1970-01-01 UTC
    used  INTEGER NOT NULL DEFAULT 0 -- imports it served
) STRICT;

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
, settled_by INTEGER REFERENCES import_row (id)) STRICT;

CREATE INDEX import_row_sheet ON import_row (sheet, outcome, row);

CREATE TABLE inspection (
    -- 检查登记
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    area           TEXT NOT NULL,
    tenancy        INTEGER REFERENCES tenancy (id),
    organisation   INTEGER REFERENCES organisation (id),
    room           INTEGER REFERENCES room (id),
    building       INTEGER REFERENCES building (id),
    site           INTEGER REFERENCES site (id),
    "on"           TEXT,
    inspector      TEXT,
    hazard         TEXT,
    result         TEXT,
    rectify_by     TEXT,
    rectified_on   TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX inspection_building ON inspection (building, room) WHERE building IS NOT NULL;

CREATE INDEX inspection_organisation_of ON inspection (organisation) WHERE organisation IS NOT NULL;

CREATE INDEX inspection_room ON inspection (room) WHERE room IS NOT NULL;

CREATE INDEX inspection_site ON inspection (site) WHERE site IS NOT NULL;

CREATE INDEX inspection_tenancy ON inspection (tenancy) WHERE tenancy IS NOT NULL;

CREATE UNIQUE INDEX inspection_uuid ON inspection (uuid);

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

CREATE TABLE kinship (
    -- 亲属关系
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    person         INTEGER NOT NULL REFERENCES person (id),
    relative       INTEGER NOT NULL REFERENCES person (id),
    relation       TEXT, -- GB/T 4761: what the relative is
    "to"           TEXT,
    remark         TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX kinship_person ON kinship (person);

CREATE INDEX kinship_relative ON kinship (relative);

CREATE UNIQUE INDEX kinship_uuid ON kinship (uuid);

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
, status TEXT, founded_on TEXT, supervisor TEXT, place_kind TEXT, regimes TEXT, phones TEXT, legal_rep_document TEXT, verified_on TEXT, closed_on TEXT) STRICT;

CREATE INDEX organisation_credit_code ON organisation (credit_code) WHERE credit_code IS NOT NULL;

CREATE INDEX organisation_name ON organisation (name);

CREATE UNIQUE INDEX organisation_uuid ON organisation (uuid);

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
, foreign_surname TEXT, foreign_given_name TEXT, nationality TEXT, hukou_kind TEXT) STRICT;

CREATE INDEX person_citizen_id ON person (citizen_id) WHERE citizen_id IS NOT NULL;

CREATE INDEX person_citizen_id_unsound ON person (citizen_id) WHERE id_state <> 'ok';

CREATE INDEX person_name ON person (name, birth_date);

CREATE INDEX person_name_unsound ON person (name) WHERE id_state <> 'ok';

CREATE UNIQUE INDEX person_uuid ON person (uuid);

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

CREATE INDEX presence_building ON presence (building, room) WHERE building IS NOT NULL;

CREATE INDEX presence_organisation ON presence (organisation);

CREATE INDEX presence_room ON presence (room) WHERE room IS NOT NULL;

CREATE INDEX presence_site ON presence (site) WHERE site IS NOT NULL;

CREATE UNIQUE INDEX presence_uuid ON presence (uuid);

CREATE TABLE protection (
    -- 住址保护: read by named roles only
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    person         INTEGER NOT NULL REFERENCES person (id),
    granted_by     TEXT,
    "from"         TEXT,
    review_on      TEXT,
    "to"           TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX protection_person ON protection (person);

CREATE UNIQUE INDEX protection_uuid ON protection (uuid);

CREATE TABLE register (
    -- The one row that says which register this is.
    id               INTEGER PRIMARY KEY CHECK (id = 1),
    register_id      BLOB    NOT NULL, -- as in the slot file
    policy           TEXT    NOT NULL, -- single | station
    slots_generation INTEGER NOT NULL, -- latest slot file seen: an older one is refused
    created_ms       INTEGER NOT NULL
) STRICT;

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
, layout TEXT, area_m2 REAL, tenure TEXT, title_no TEXT, annex TEXT, owner_person INTEGER REFERENCES person (id), owner_organisation INTEGER REFERENCES organisation (id), owner_name TEXT, owner_phones TEXT, parent_room INTEGER REFERENCES room (id), valid_from TEXT, valid_to TEXT, end_reason TEXT) STRICT;

CREATE INDEX room_building ON room (building, unit, number, sub_room);

CREATE INDEX room_owner ON room (owner_person) WHERE owner_person IS NOT NULL;

CREATE INDEX room_owner_organisation ON room (owner_organisation) WHERE owner_organisation IS NOT NULL;

CREATE INDEX room_parent ON room (parent_room) WHERE parent_room IS NOT NULL;

CREATE UNIQUE INDEX room_uuid ON room (uuid);

CREATE TABLE search_entry (
    -- What can be found by search, normalised; id = number of the kind × 2^48 + row number.
    id   INTEGER PRIMARY KEY,
    text TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search_gram USING fts5 (
    grams, content = '', columnsize = 0, detail = none, tokenize = 'ascii'
);

CREATE TABLE sequence (
    -- Row numbers are given out once, in rising order, and never again, whatever is withdrawn.
    kind INTEGER PRIMARY KEY, -- 1 site, 2 building, 3 room, 4 person, 5 stay, 6 organisation, 7 presence
    next INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL -- JSON
) STRICT, WITHOUT ROWID;

CREATE TABLE sheet (
    id         INTEGER PRIMARY KEY,
    file       INTEGER NOT NULL REFERENCES file (id),
    name       TEXT    NOT NULL,
    header_row INTEGER,          -- counted from 1
    mapping    TEXT    NOT NULL  -- JSON: which column became which field
, layout TEXT) STRICT;

CREATE INDEX sheet_file ON sheet (file);

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

CREATE INDEX site_name ON site (name);

CREATE UNIQUE INDEX site_uuid ON site (uuid);

CREATE TABLE space_address (
    -- 地址: a dated name of a space, with the plate at the door that shows it
    id                INTEGER PRIMARY KEY,
    uuid              BLOB NOT NULL,
    room              INTEGER REFERENCES room (id),
    building          INTEGER REFERENCES building (id),
    site              INTEGER REFERENCES site (id),
    role              TEXT NOT NULL, -- main | alias
    text              TEXT NOT NULL,
    code              TEXT,
    plate_no          TEXT,
    plate_kind        TEXT, -- door | building | unit | room
    plate_code        TEXT,
    plate_state       TEXT, -- good | missing | damaged | wrong | doubled
    plate_surveyed_on TEXT,
    "from"            TEXT,
    "to"              TEXT,
    created_change    INTEGER NOT NULL REFERENCES change (id),
    created_row       INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX space_address_building ON space_address (building, room) WHERE building IS NOT NULL;

CREATE INDEX space_address_room ON space_address (room) WHERE room IS NOT NULL;

CREATE INDEX space_address_site ON space_address (site) WHERE site IS NOT NULL;

CREATE INDEX space_address_text ON space_address (text);

CREATE UNIQUE INDEX space_address_uuid ON space_address (uuid);

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
, household INTEGER REFERENCES household (id), role TEXT NOT NULL DEFAULT 'main', class_reason TEXT, residence_match TEXT, residence_match_reason TEXT, relation_to_owner TEXT, permit_kind TEXT, permit_from TEXT, coming_purpose TEXT, arrived_on TEXT, departs_on TEXT, registered_on TEXT, verified_on TEXT) STRICT;

CREATE INDEX stay_building ON stay (building, room) WHERE building IS NOT NULL;

CREATE INDEX stay_checked ON stay (room, verified_on, registered_on)
    WHERE room IS NOT NULL AND (verified_on IS NOT NULL OR registered_on IS NOT NULL);

CREATE INDEX stay_household ON stay (household) WHERE household IS NOT NULL;

CREATE INDEX stay_open ON stay (room, person) WHERE room IS NOT NULL AND "to" IS NULL AND end_reason IS NULL;

CREATE INDEX stay_person ON stay (person);

CREATE INDEX stay_room ON stay (room, "from", "to", end_reason) WHERE room IS NOT NULL;

CREATE INDEX stay_site ON stay (site) WHERE site IS NOT NULL;

CREATE INDEX stay_unmatched ON stay (id) WHERE building IS NULL AND site IS NULL;

CREATE UNIQUE INDEX stay_uuid ON stay (uuid);

CREATE TABLE succession (
    -- 房屋沿革
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    from_room      INTEGER NOT NULL REFERENCES room (id),
    to_room        INTEGER NOT NULL REFERENCES room (id),
    kind           TEXT NOT NULL, -- split | merge | renumber | partition
    "on"           TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX succession_from ON succession (from_room);

CREATE INDEX succession_to ON succession (to_room);

CREATE UNIQUE INDEX succession_uuid ON succession (uuid);

CREATE TABLE tenancy (
    -- 租赁登记
    id                       INTEGER PRIMARY KEY,
    uuid                     BLOB NOT NULL,
    area                     TEXT NOT NULL,
    landlord_person          INTEGER REFERENCES person (id),
    landlord_organisation    INTEGER REFERENCES organisation (id),
    tenant_person            INTEGER REFERENCES person (id),
    tenant_organisation      INTEGER REFERENCES organisation (id),
    room                     INTEGER REFERENCES room (id),
    building                 INTEGER REFERENCES building (id),
    site                     INTEGER REFERENCES site (id),
    raw_address              TEXT NOT NULL,
    rental_no                TEXT,
    filing_no                TEXT,
    plate_code               TEXT,
    rental_use               TEXT,
    grade                    TEXT,
    landlord_name            TEXT,
    landlord_citizen_id      TEXT,
    landlord_phones          TEXT,
    landlord_address         TEXT,
    tenant_name              TEXT,
    tenant_citizen_id        TEXT,
    tenant_phones            TEXT,
    co_tenants               TEXT,
    security_name            TEXT, -- 治安责任人
    security_citizen_id      TEXT,
    security_phones          TEXT,
    responsibility_signed_on TEXT, -- 责任书
    responsibility_signed    INTEGER,
    rooms_let                INTEGER,
    area_m2                  REAL,
    monthly_rent_yuan        REAL,
    layout                   TEXT,
    occupants_declared       INTEGER,
    hazard                   TEXT,
    "from"                   TEXT,
    agreed_until             TEXT,
    inspected_on             TEXT,
    "to"                     TEXT,
    end_reason               TEXT,
    remark                   TEXT,
    created_change           INTEGER NOT NULL REFERENCES change (id),
    created_row              INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX tenancy_building ON tenancy (building, room) WHERE building IS NOT NULL;

CREATE INDEX tenancy_landlord ON tenancy (landlord_person) WHERE landlord_person IS NOT NULL;

CREATE INDEX tenancy_landlord_organisation ON tenancy (landlord_organisation) WHERE landlord_organisation IS NOT NULL;

CREATE INDEX tenancy_room ON tenancy (room) WHERE room IS NOT NULL;

CREATE INDEX tenancy_site ON tenancy (site) WHERE site IS NOT NULL;

CREATE INDEX tenancy_tenant ON tenancy (tenant_person) WHERE tenant_person IS NOT NULL;

CREATE INDEX tenancy_tenant_organisation ON tenancy (tenant_organisation) WHERE tenant_organisation IS NOT NULL;

CREATE INDEX tenancy_unmatched ON tenancy (raw_address) WHERE room IS NULL AND building IS NULL AND site IS NULL;

CREATE UNIQUE INDEX tenancy_uuid ON tenancy (uuid);

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

CREATE TABLE visit (
    -- 走访
    id             INTEGER PRIMARY KEY,
    uuid           BLOB NOT NULL,
    area           TEXT NOT NULL,
    room           INTEGER REFERENCES room (id),
    building       INTEGER REFERENCES building (id),
    site           INTEGER REFERENCES site (id),
    raw_address    TEXT NOT NULL,
    "on"           TEXT,
    purpose        TEXT NOT NULL,
    reason         TEXT,
    content        TEXT,
    visitor        TEXT,
    again_on       TEXT, -- 约定回访
    kept_on        TEXT,
    created_change INTEGER NOT NULL REFERENCES change (id),
    created_row    INTEGER REFERENCES import_row (id)
) STRICT;

CREATE INDEX visit_building ON visit (building, room) WHERE building IS NOT NULL;

CREATE INDEX visit_on ON visit ("on");

CREATE INDEX visit_room ON visit (room) WHERE room IS NOT NULL;

CREATE INDEX visit_site ON visit (site) WHERE site IS NOT NULL;

CREATE INDEX visit_unmatched ON visit (raw_address) WHERE room IS NULL AND building IS NULL AND site IS NULL;

CREATE UNIQUE INDEX visit_uuid ON visit (uuid);

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

CREATE INDEX withdrawn_record_change ON withdrawn_record (change);

CREATE INDEX withdrawn_record_uuid ON withdrawn_record (uuid);
