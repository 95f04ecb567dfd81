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
