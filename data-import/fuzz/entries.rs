//! What is fuzzed: one function a target. `tests/corpora.rs` replays the kept inputs through them in every test run.
#![allow(dead_code, reason = "each target uses one of them")]

use louce_domain::address::parse_address;
use louce_domain::citizen_id::{CellForm, CitizenIdState, read_citizen_id};
use louce_domain::date::{DateContext, parse_written_date};
use louce_import::cell::{Merge, Row};
use louce_import::error::ReadError;
use louce_import::footprints::{AreaShape, CORNERS_AT_MOST, GroundProposal, LonLat, read_ground};
use louce_import::read::gate::Sink;
use louce_import::read::parse_here;
use louce_import::worker::Request;

/// Holds what every reader owes the rest: rows and columns within the limits, cells in order, each once.
#[derive(Default)]
struct Checked {
    in_sheet: bool,
    cells: u64,
}

impl Sink for Checked {
    fn sheet(&mut self, _name: Option<String>, _hidden: bool, merges: Vec<Merge>) -> Result<(), ReadError> {
        assert!(!self.in_sheet, "a sheet begins inside another");
        assert!(merges.iter().all(|merge| merge.from <= merge.to), "a merged range runs backwards");
        self.in_sheet = true;
        Ok(())
    }

    fn row(&mut self, row: Row) -> Result<(), ReadError> {
        assert!(self.in_sheet, "a row outside a sheet");
        assert!(row.number > 0, "rows count from 1");
        assert!(row.cells.is_sorted_by(|a, b| a.0 < b.0), "cells come in column order, each once");
        self.cells += row.cells.len() as u64;
        assert!(self.cells <= Request::default().limits.cells, "more cells than allowed");
        Ok(())
    }

    fn note(&mut self, _withheld: Vec<u32>, _far_rows: Vec<u32>) -> Result<(), ReadError> {
        Ok(())
    }

    fn sheet_end(&mut self) -> Result<(), ReadError> {
        assert!(self.in_sheet, "a sheet ends that never began");
        self.in_sheet = false;
        Ok(())
    }

    fn restart(&mut self) -> Result<(), ReadError> {
        *self = Self::default();
        Ok(())
    }
}

/// Reads a file; an error is as good as a table, but it must say something.
fn read(bytes: &[u8]) {
    if let Err(error) = parse_here(bytes, &Request::default(), &mut Checked::default()) {
        assert!(!error.message_zh().is_empty() && !error.message_en().is_empty(), "a refusal without words");
    }
}

/// Telling formats apart.
pub fn sniff(bytes: &[u8]) {
    let _ = louce_import::sniff::sniff(bytes);
}

/// Counting what is in an archive, and reading it where that is allowed.
pub fn precheck(bytes: &[u8]) {
    let limits = Request::default().limits;
    let archive = [b"PK\x03\x04", bytes].concat();
    if louce_import::precheck::precheck(&archive, &limits).is_ok() {
        read(&archive);
    }
}

/// Encodings and delimited records.
pub fn delimited(bytes: &[u8]) {
    read(bytes);
}

/// SpreadsheetML 2003.
pub fn spreadsheetml(bytes: &[u8]) {
    let head = br#"<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#;
    read(&[head.as_slice(), bytes].concat());
}

/// Pages with tables.
pub fn html(bytes: &[u8]) {
    read(&[b"<html><table><tr><td>".as_slice(), bytes].concat());
}

/// GeoJSON, and what comes under its name.
pub fn geo_json(bytes: &[u8]) {
    map(bytes);
}

/// CityJSON: what follows its first words.
pub fn city_json(bytes: &[u8]) {
    let head =
        br#"{"type":"CityJSON","version":"2.0","transform":{"scale":[0.001,0.001,0.001],"translate":[121,29,0]},"#;
    map(&[head.as_slice(), bytes].concat());
}

/// Reads a map; a refusal says something, and what is read can be drawn.
fn map(bytes: &[u8]) {
    match read_ground(bytes, None) {
        Ok(ground) => drawable(&ground),
        Err(error) => {
            let (zh, en) = error.words();
            assert!(!zh.is_empty() && !en.is_empty(), "a refusal without words");
        }
    }
}

fn drawable(ground: &GroundProposal) {
    let on_earth = |[x, y]: &LonLat| (-180.0..=180.0).contains(x) && (-90.0..=90.0).contains(y);
    let sound = |ring: &Vec<LonLat>| ring.len() >= 3 && ring.iter().all(on_earth);
    let drawn =
        |shape: &AreaShape| sound(&shape.ring) && shape.holes.iter().all(sound) && shape.corners() <= CORNERS_AT_MOST;
    let areas = [&ground.paved, &ground.water, &ground.green, &ground.sites].into_iter().flatten();
    assert!(areas.map(|area| &area.shape).all(drawn), "an area that cannot be drawn");
    assert!(ground.buildings.iter().all(|building| drawn(&building.shape)), "a building that cannot be drawn");
    let heights = ground.buildings.iter().filter_map(|building| building.height_m);
    assert!(heights.into_iter().all(|metres| metres > 0.0 && metres <= 2_000.0), "a height that is none");
    let roads = ground.roads.iter();
    assert!(roads.clone().all(|road| road.line.len() >= 2 && road.line.iter().all(on_earth)), "a road to nowhere");
    assert!(roads.into_iter().all(|road| (0.0..=2_000.0).contains(&road.width_m)), "a width that is none");
    assert!(ground.streams <= ground.water.len() as u64, "more rivers than water");
}

/// Written addresses; reading what was read changes nothing.
pub fn address(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let parts = parse_address(text);
    assert_eq!(parts, parse_address(text), "one text, one reading");
}

/// Written dates; a date that was read is read again from its own text.
pub fn date(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for context in [DateContext::text(2026), DateContext::number(2026)] {
        if let Some(date) = parse_written_date(text, &context).date {
            let again = parse_written_date(&date.to_string(), &DateContext::text(2026)).date;
            assert_eq!(again, Some(date), "ISO 8601 is read as what it says");
        }
    }
}

/// Citizen ids; a sound one is read again as itself.
pub fn citizen_id(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for form in [CellForm::Text, CellForm::Number] {
        let reading = read_citizen_id(text, form);
        if reading.state == CitizenIdState::Ok {
            let sound = reading.text.unwrap_or_default();
            assert_eq!(read_citizen_id(&sound, CellForm::Text).state, CitizenIdState::Ok, "sound stays sound");
        }
    }
}
