-- The record model of the domain book, whole: what the first file left out of buildings, rooms, persons, stays and
-- organisations, and the records that stand beside them. Additions only.

ALTER TABLE building ADD COLUMN code TEXT; -- 实体编码
ALTER TABLE building ADD COLUMN division_code TEXT; -- where no site says it
ALTER TABLE building ADD COLUMN township TEXT;
ALTER TABLE building ADD COLUMN community_code TEXT; -- 12 or 15 digits
ALTER TABLE building ADD COLUMN community TEXT;
ALTER TABLE building ADD COLUMN grid TEXT; -- code of the grid (网格)
ALTER TABLE building ADD COLUMN built_year INTEGER;
ALTER TABLE building ADD COLUMN structure TEXT;
ALTER TABLE building ADD COLUMN developer TEXT;
ALTER TABLE building ADD COLUMN fire_grade TEXT;
ALTER TABLE building ADD COLUMN longitude REAL; -- degrees, WGS-84
ALTER TABLE building ADD COLUMN latitude REAL; -- degrees, WGS-84
ALTER TABLE building ADD COLUMN block_spec TEXT; -- JSON: how its rooms are numbered
ALTER TABLE building ADD COLUMN valid_from TEXT;
ALTER TABLE building ADD COLUMN valid_to TEXT; -- set: no longer there

ALTER TABLE room ADD COLUMN layout TEXT; -- 套型
ALTER TABLE room ADD COLUMN area_m2 REAL; -- square metres
ALTER TABLE room ADD COLUMN tenure TEXT; -- 产权类型
ALTER TABLE room ADD COLUMN title_no TEXT; -- 产权证号
ALTER TABLE room ADD COLUMN annex TEXT; -- 附属地址
ALTER TABLE room ADD COLUMN owner_person INTEGER REFERENCES person (id);
ALTER TABLE room ADD COLUMN owner_organisation INTEGER REFERENCES organisation (id);
ALTER TABLE room ADD COLUMN owner_name TEXT; -- as written
ALTER TABLE room ADD COLUMN owner_phones TEXT; -- joined by 、
ALTER TABLE room ADD COLUMN parent_room INTEGER REFERENCES room (id); -- the room it is a part of
ALTER TABLE room ADD COLUMN valid_from TEXT;
ALTER TABLE room ADD COLUMN valid_to TEXT; -- set, or end_reason set: superseded
ALTER TABLE room ADD COLUMN end_reason TEXT; -- split | merged | renumbered | demolished | erroneous
CREATE INDEX room_owner ON room (owner_person) WHERE owner_person IS NOT NULL;
CREATE INDEX room_owner_organisation ON room (owner_organisation) WHERE owner_organisation IS NOT NULL;
CREATE INDEX room_parent ON room (parent_room) WHERE parent_room IS NOT NULL;

ALTER TABLE person ADD COLUMN foreign_surname TEXT;
ALTER TABLE person ADD COLUMN foreign_given_name TEXT;
ALTER TABLE person ADD COLUMN nationality TEXT; -- GB/T 2659
ALTER TABLE person ADD COLUMN hukou_kind TEXT; -- 户口性质

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

CREATE UNIQUE INDEX household_uuid ON household (uuid);
CREATE INDEX household_head ON household (head) WHERE head IS NOT NULL;
CREATE INDEX household_number ON household (number);
CREATE INDEX household_room ON household (room) WHERE room IS NOT NULL;
CREATE INDEX household_site ON household (site) WHERE site IS NOT NULL;
CREATE INDEX household_building ON household (building, room) WHERE building IS NOT NULL;

ALTER TABLE stay ADD COLUMN household INTEGER REFERENCES household (id);
ALTER TABLE stay ADD COLUMN role TEXT NOT NULL DEFAULT 'main'; -- main | additional
ALTER TABLE stay ADD COLUMN class_reason TEXT; -- why the stated class stands
ALTER TABLE stay ADD COLUMN residence_match TEXT; -- 人户一致 as an officer states it
ALTER TABLE stay ADD COLUMN residence_match_reason TEXT;
ALTER TABLE stay ADD COLUMN relation_to_owner TEXT;
ALTER TABLE stay ADD COLUMN permit_kind TEXT;
ALTER TABLE stay ADD COLUMN permit_from TEXT;
ALTER TABLE stay ADD COLUMN coming_purpose TEXT;
ALTER TABLE stay ADD COLUMN arrived_on TEXT;
ALTER TABLE stay ADD COLUMN departs_on TEXT;
ALTER TABLE stay ADD COLUMN registered_on TEXT;
ALTER TABLE stay ADD COLUMN verified_on TEXT; -- 核实日期
CREATE INDEX stay_household ON stay (household) WHERE household IS NOT NULL;

ALTER TABLE organisation ADD COLUMN status TEXT; -- 经营状态
ALTER TABLE organisation ADD COLUMN founded_on TEXT;
ALTER TABLE organisation ADD COLUMN supervisor TEXT;
ALTER TABLE organisation ADD COLUMN place_kind TEXT; -- 场所类别
ALTER TABLE organisation ADD COLUMN regimes TEXT; -- 管理类, joined by 、
ALTER TABLE organisation ADD COLUMN phones TEXT; -- joined by 、
ALTER TABLE organisation ADD COLUMN legal_rep_document TEXT; -- GA/T 517
ALTER TABLE organisation ADD COLUMN verified_on TEXT;
ALTER TABLE organisation ADD COLUMN closed_on TEXT; -- set: gone

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

CREATE UNIQUE INDEX space_address_uuid ON space_address (uuid);
CREATE INDEX space_address_text ON space_address (text);
CREATE INDEX space_address_room ON space_address (room) WHERE room IS NOT NULL;
CREATE INDEX space_address_site ON space_address (site) WHERE site IS NOT NULL;
CREATE INDEX space_address_building ON space_address (building, room) WHERE building IS NOT NULL;

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

CREATE UNIQUE INDEX grid_uuid ON grid (uuid);
CREATE INDEX grid_code ON grid (code);

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

CREATE UNIQUE INDEX document_uuid ON document (uuid);
CREATE INDEX document_person ON document (person);
CREATE INDEX document_number ON document (number);

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

CREATE UNIQUE INDEX kinship_uuid ON kinship (uuid);
CREATE INDEX kinship_person ON kinship (person);
CREATE INDEX kinship_relative ON kinship (relative);

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

CREATE UNIQUE INDEX tenancy_uuid ON tenancy (uuid);
CREATE INDEX tenancy_landlord ON tenancy (landlord_person) WHERE landlord_person IS NOT NULL;
CREATE INDEX tenancy_landlord_organisation ON tenancy (landlord_organisation) WHERE landlord_organisation IS NOT NULL;
CREATE INDEX tenancy_tenant ON tenancy (tenant_person) WHERE tenant_person IS NOT NULL;
CREATE INDEX tenancy_tenant_organisation ON tenancy (tenant_organisation) WHERE tenant_organisation IS NOT NULL;
CREATE INDEX tenancy_room ON tenancy (room) WHERE room IS NOT NULL;
CREATE INDEX tenancy_site ON tenancy (site) WHERE site IS NOT NULL;
CREATE INDEX tenancy_building ON tenancy (building, room) WHERE building IS NOT NULL;

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

CREATE UNIQUE INDEX inspection_uuid ON inspection (uuid);
CREATE INDEX inspection_tenancy ON inspection (tenancy) WHERE tenancy IS NOT NULL;
CREATE INDEX inspection_organisation_of ON inspection (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX inspection_room ON inspection (room) WHERE room IS NOT NULL;
CREATE INDEX inspection_site ON inspection (site) WHERE site IS NOT NULL;
CREATE INDEX inspection_building ON inspection (building, room) WHERE building IS NOT NULL;

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

CREATE UNIQUE INDEX employment_uuid ON employment (uuid);
CREATE INDEX employment_organisation ON employment (organisation);
CREATE INDEX employment_person_of ON employment (person) WHERE person IS NOT NULL;
CREATE INDEX employment_room ON employment (room) WHERE room IS NOT NULL;
CREATE INDEX employment_site ON employment (site) WHERE site IS NOT NULL;
CREATE INDEX employment_building ON employment (building, room) WHERE building IS NOT NULL;

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

CREATE UNIQUE INDEX visit_uuid ON visit (uuid);
CREATE INDEX visit_on ON visit ("on");
CREATE INDEX visit_room ON visit (room) WHERE room IS NOT NULL;
CREATE INDEX visit_site ON visit (site) WHERE site IS NOT NULL;
CREATE INDEX visit_building ON visit (building, room) WHERE building IS NOT NULL;

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

CREATE UNIQUE INDEX encounter_uuid ON encounter (uuid);
CREATE INDEX encounter_visit ON encounter (visit);
CREATE INDEX encounter_person ON encounter (person);

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

CREATE UNIQUE INDEX care_note_uuid ON care_note (uuid);
CREATE INDEX care_note_person ON care_note (person);
CREATE INDEX care_note_review ON care_note (review_on);

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

CREATE UNIQUE INDEX protection_uuid ON protection (uuid);
CREATE INDEX protection_person ON protection (person);

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

CREATE UNIQUE INDEX identity_link_uuid ON identity_link (uuid);
CREATE INDEX identity_link_person ON identity_link (person);
CREATE INDEX identity_link_other ON identity_link (other);

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

CREATE UNIQUE INDEX succession_uuid ON succession (uuid);
CREATE INDEX succession_from ON succession (from_room);
CREATE INDEX succession_to ON succession (to_room);

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

CREATE INDEX change_user ON change (user, at_ms);
CREATE INDEX audit_unlock ON audit (user) WHERE action = 'unlock';
