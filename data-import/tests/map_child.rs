//! Map files in the capped process: whatever a file does to it, the caller lives on, is told why, and has nothing of the file.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may stop at what it does not expect"
)]

use louce_import::footprints::{Coordinates, GroundError, GroundProposal, read_ground};
use louce_import::worker::{Fed, MapRequest, Request, Source, parse_in_child, read_map};
use louce_import::{Limits, ReadError, Unwatched, Watch};
use std::cell::{Cell, RefCell};
use std::path::Path;
use std::time::Duration;

fn worker() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_louce-parse-worker"))
}

fn source(bytes: Vec<u8>) -> Source {
    Source::Bytes { name: "quarter.geojson".to_owned(), bytes }
}

fn read(bytes: Vec<u8>, limits: &Limits) -> Result<(GroundProposal, Fed), ReadError> {
    read_map(worker(), source(bytes), MapRequest::default(), limits, &Unwatched)
}

fn refused(result: Result<(GroundProposal, Fed), ReadError>) -> GroundError {
    match result.unwrap_err() {
        ReadError::Map { why } => why,
        other => panic!("{other:?}"),
    }
}

/// So many houses in rows, each with so many corners.
fn houses(count: u32, corners: u32) -> Vec<u8> {
    let house = |n: u32| {
        let (x, y) = (121.0 + f64::from(n % 1_000) * 1e-4, 29.0 + f64::from(n / 1_000) * 1e-4);
        let ring: Vec<String> = (0..corners)
            .map(|at| f64::from(at) / f64::from(corners) * std::f64::consts::TAU)
            .map(|angle| format!("[{:.9},{:.9}]", x + 4e-5 * angle.cos(), y + 4e-5 * angle.sin()))
            .collect();
        format!(
            r#"{{"type":"Feature","id":{n},"properties":{{"building":"yes","name":"{n}幢"}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}}"#,
            ring.join(",")
        )
    };
    let features: Vec<String> = (0..count).map(house).collect();
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(",")).into_bytes()
}

#[test]
fn the_capped_process_reads_what_reading_here_reads() {
    let bytes = houses(3_000, 12);
    let here = read_ground(&bytes, Some(Coordinates::Gcj02)).unwrap();
    let asked = MapRequest { coordinates: Some(Coordinates::Gcj02) };
    let (there, fed) = read_map(worker(), source(bytes.clone()), asked, &Limits::default(), &Unwatched).unwrap();
    assert_eq!(there.buildings.len(), 3_000, "in many frames");
    let plain = |ground: &GroundProposal| serde_json::to_value(ground).unwrap();
    assert!(plain(&there) == plain(&here), "to the last bit");
    assert_eq!((fed.bytes, fed.sha256.len()), (bytes.len() as u64, 64), "and the file is known by its hash");
}

#[test]
fn what_is_wrong_with_a_map_comes_out_of_the_process_in_its_own_words() {
    type Case<'a> = (&'a [u8], fn(&GroundError) -> bool);
    let cases: [Case<'_>; 6] = [
        (b"", |why| *why == GroundError::Empty),
        (b"{\"a\":1}", |why| matches!(why, GroundError::NotAMap { .. })),
        (b"\x1F\x8B\x08\0", |why| matches!(why, GroundError::NotAMap { .. })),
        (b"{\"type\":\"FeatureCollection\",\"features\":[{", |why| {
            matches!(why, GroundError::Broken { feature: Some(1), .. })
        }),
        (
            br#"{"type":"FeatureCollection","crs":{"properties":{"name":"local"}},"features":[]}"#,
            GroundError::is_of_coordinates,
        ),
        (br#"{"type":"CityJSON","version":"9","CityObjects":{},"vertices":[]}"#, |why| {
            matches!(why, GroundError::CityJsonVersion { .. })
        }),
    ];
    for (bytes, is_meant) in cases {
        let why = refused(read(bytes.to_vec(), &Limits::default()));
        assert!(is_meant(&why), "{}: {why:?}", String::from_utf8_lossy(bytes));
        let said = ReadError::from(why.clone());
        assert_eq!((said.message_zh(), said.message_en()), why.words(), "in both languages");
    }
}

#[test]
fn a_map_that_is_too_large_is_refused_before_a_process_is_started() {
    let limits = Limits { map_bytes: 10, ..Limits::default() };
    let nowhere = Path::new("nowhere");
    let result = read_map(nowhere, source(houses(1, 4)), MapRequest::default(), &limits, &Unwatched);
    assert_eq!(refused(result), GroundError::TooManyBytes { limit: 10 }, "its size alone says so");
    let result = read_map(nowhere, source(houses(1, 4)), MapRequest::default(), &Limits::default(), &Unwatched);
    assert_eq!(result.unwrap_err(), ReadError::ParserMissing, "else one is");
}

#[cfg(target_os = "linux")]
#[test]
fn a_map_that_needs_more_memory_than_allowed_ends_its_process_alone() {
    let limits = Limits { child_memory: 60 << 20, ..Limits::default() };
    let why = refused(read(houses(30_000, 40), &limits));
    assert_eq!(why, GroundError::ParserDied, "the limit holds");
    assert!(why.words().0.contains("裁剪"), "and the words are those of a map: {}", why.words().0);
}

#[cfg(target_os = "linux")]
#[test]
fn a_map_built_to_take_hours_is_ended() {
    // Every side crosses every other: more crossings than any machine counts.
    let corners: Vec<String> = (0..60_000)
        .map(|n| {
            format!(
                "[{},{}]",
                121.0 + f64::from(n) * 1e-6,
                29.0 + if n % 2 == 0 { 0.0 } else { 0.01 + f64::from(n * 7_919 % 60_000) * 1e-7 }
            )
        })
        .collect();
    let back: Vec<String> = (0..60_000)
        .map(|n| format!("[{},{}]", 121.0 + if n % 2 == 0 { 0.0 } else { 0.06 }, 29.0 + f64::from(n) * 1e-7))
        .collect();
    let text = format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"building":"yes"}},"geometry":{{"type":"Polygon","coordinates":[[{},{}]]}}}}]}}"#,
        corners.join(","),
        back.join(",")
    );
    let limits = Limits { child_time: Duration::from_secs(2), ..Limits::default() };
    let why = refused(read(text.into_bytes(), &limits));
    assert!(
        matches!(why, GroundError::ParserDied | GroundError::TimedOut { .. }),
        "by its time or its memory: {why:?}"
    );
}

#[cfg(unix)]
#[test]
fn whatever_a_mad_child_says_of_a_map_the_parent_says_so() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let run = |body: &str| {
        let program = folder.path().join("parser");
        std::fs::write(&program, format!("#!/bin/sh\n{body}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        read_map(&program, source(houses(1, 4)), MapRequest::default(), &Limits::default(), &Unwatched)
            .map(drop)
            .unwrap_err()
    };
    assert_eq!(run("kill -ABRT $$"), GroundError::ParserDied.into(), "an abort");
    assert_eq!(
        run(r"printf '\013\002\000\000\000\001\377'; exec sleep 5"),
        ReadError::ParserConfused,
        "half a feature"
    );
    assert_eq!(run(r"printf '\003\000\000\000\000'; exec sleep 5"), ReadError::ParserConfused, "a frame of a ledger");
    assert_eq!(run(r"printf '\014\002\000\000\000{}'; exec sleep 5"), ReadError::ParserConfused, "a tail of nothing");
}

#[test]
fn a_ledger_is_never_answered_with_a_map() {
    let request = Request { map: Some(MapRequest::default()), ..Request::default() };
    let result = parse_in_child(worker(), houses(1, 4), &request, &Unwatched);
    assert_eq!(result.map(drop).unwrap_err(), ReadError::ParserConfused, "features are no rows");
}

/// Notes how far reading is, and stops it once it began.
#[derive(Default)]
struct Watching {
    shares: RefCell<Vec<f64>>,
    features: Cell<u64>,
    stops: bool,
}

impl Watch for Watching {
    fn progress(&self, features: u64) {
        self.features.set(features);
    }

    fn bytes(&self, done: u64, total: u64) {
        self.shares.borrow_mut().push(done as f64 / total as f64);
    }

    fn cancelled(&self) -> bool {
        self.stops && !self.shares.borrow().is_empty()
    }
}

#[test]
fn reading_a_map_says_how_far_it_is() {
    let watch = Watching::default();
    read_map(worker(), source(houses(5_000, 8)), MapRequest::default(), &Limits::default(), &watch).unwrap();
    let shares = watch.shares.borrow();
    assert!(shares.len() >= 4 && shares.is_sorted(), "again and again, never back: {shares:?}");
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)), "as a share of the file: {shares:?}");
    assert_eq!(watch.features.get(), 5_000, "and the features as they come");
}

#[test]
fn reading_a_map_can_be_stopped() {
    let watch = Watching { stops: true, ..Watching::default() };
    let result = read_map(worker(), source(houses(20_000, 8)), MapRequest::default(), &Limits::default(), &watch);
    assert_eq!(result.map(drop).unwrap_err(), ReadError::Cancelled, "the clerk said stop");
}
