-- 楼幢落位: where a building stands and what says so; and the map files that the ground comes from.

ALTER TABLE building ADD COLUMN footprint_holes TEXT; -- JSON list of rings of [longitude, latitude]: courtyards

ALTER TABLE building ADD COLUMN map_id TEXT; -- its footprint's identity in the map source, e.g. osm:way/123

ALTER TABLE building ADD COLUMN hand_placed INTEGER; -- 1: the footprint was drawn or moved by hand

ALTER TABLE building ADD COLUMN laid TEXT; -- JSON: where one without a footprint was put by hand

CREATE TABLE ground_source (
    -- 地图来源: a map file. The latest of a name is shown, unless the batch that brought it is undone.
    id          INTEGER PRIMARY KEY,
    batch       INTEGER REFERENCES batch (id),
    name        TEXT    NOT NULL, -- file name
    attribution TEXT    NOT NULL  -- who has to be named beside the map
) STRICT;

CREATE INDEX ground_source_name ON ground_source (name);

ALTER TABLE ground ADD COLUMN source INTEGER REFERENCES ground_source (id);

ALTER TABLE ground ADD COLUMN holes TEXT; -- JSON list of rings left out of the area

ALTER TABLE ground ADD COLUMN width_m REAL; -- of a road, metres

CREATE INDEX ground_of_source ON ground (source);
