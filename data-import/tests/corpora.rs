//! Replays the inputs kept from fuzzing through what is fuzzed, so that a mended fault stays mended.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "../fuzz/entries.rs"]
mod entries;

use std::path::Path;

type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 10] = [
    ("sniff", entries::sniff),
    ("precheck", entries::precheck),
    ("delimited", entries::delimited),
    ("spreadsheetml", entries::spreadsheetml),
    ("html", entries::html),
    ("geo_json", entries::geo_json),
    ("city_json", entries::city_json),
    ("address", entries::address),
    ("date", entries::date),
    ("citizen_id", entries::citizen_id),
];

#[test]
fn kept_inputs_meet_no_panic() {
    for (name, target) in TARGETS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
        let mut inputs: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        inputs.sort();
        assert!(!inputs.is_empty(), "{name} keeps at least its seeds");
        for input in inputs {
            target(&std::fs::read(&input).unwrap());
        }
    }
}
