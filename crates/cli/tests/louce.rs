//! The command line as scripts see it: exit codes, JSON shapes, and errors that change nothing.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it expects"
)]

use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const PASSWORD: &str = "only-for-tests-1";

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run_as(&self, password: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_louce"));
        command.args(arguments).current_dir(self.folder.path());
        command.env("LOUCE_PASSWORD", password).env("LANG", "C").env("XDG_DATA_HOME", self.folder.path());
        command.output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.run_as(PASSWORD, arguments)
    }

    /// The document of a command that must succeed.
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?} succeeds: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{arguments:?} says one JSON document"))
    }

    /// The lines of a list.
    fn lines(&self, arguments: &[&str]) -> Vec<Value> {
        let output = self.run(arguments);
        assert_eq!(code(&output), 0, "{arguments:?} succeeds: {}", String::from_utf8_lossy(&output.stderr));
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// A small demo register.
    fn demo(name: &str) -> Self {
        let place = Self::new();
        let made = place.json(&["--json", "demo", name, "--scale", "0.002"]);
        assert_eq!(made["persons"], 2540, "two thousandths of 1,270,000");
        place
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn error_code(output: &Output) -> String {
    let error: Value =
        serde_json::from_slice(&output.stderr).expect("with --json an error is a document on standard error");
    error["error"]["code"].as_str().unwrap_or_default().to_owned()
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[test]
fn init_prints_the_recovery_key_once_and_refuses_to_overwrite() {
    let place = Place::new();
    let made = place.json(&["--json", "init", "a.louce", "--kdf", "floor"]);
    assert!(made["recovery_key"].as_str().is_some_and(|key| key.len() >= 20), "the key to be printed is there");
    let before = bytes(&place.path("a.louce"));
    let again = place.run(&["--json", "init", "a.louce", "--kdf", "floor"]);
    assert_eq!((code(&again), error_code(&again).as_str()), (2, "invalid"), "a register is never overwritten");
    assert_eq!(bytes(&place.path("a.louce")), before, "and the one that is there is as it was");
}

#[test]
fn a_wrong_password_is_refused_with_three() {
    let place = Place::new();
    place.json(&["--json", "init", "a.louce", "--kdf", "floor"]);
    let refused = place.run_as("not-the-password", &["--json", "find", "a.louce", "王"]);
    assert_eq!((code(&refused), error_code(&refused).as_str()), (3, "wrong_password"), "refused, not damaged");
    assert!(refused.stdout.is_empty(), "and nothing is said on standard output");
}

#[test]
fn usage_missing_and_damaged_files_have_their_own_codes() {
    let place = Place::demo("a.louce");
    assert_eq!(code(&place.run(&["frobnicate"])), 2, "an unknown command is usage");
    assert_eq!(code(&place.run(&["demo", "b.louce", "--scale", "99"])), 2, "a scale out of range is usage");
    assert!(!place.path("b.louce").exists(), "and leaves no register behind");
    assert_eq!(code(&place.run(&["--json", "find", "nowhere.louce", "王"])), 4, "a missing register cannot be read");
    let whole = bytes(&place.path("a.louce"));
    std::fs::write(place.path("a.louce"), &whole[..whole.len() / 2 + 100]).unwrap();
    assert_eq!(code(&place.run(&["--json", "verify", "a.louce"])), 4, "a truncated register is damaged");
}

#[test]
fn find_counts_exactly_and_masks_names() {
    let place = Place::demo("a.louce");
    let found = place.json(&["--json", "find", "a.louce", "望湖新村", "--limit", "5"]);
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(hits.len(), 5, "as many hits as asked for");
    assert!(found["count"].as_u64().unwrap() > 5, "and the count of all");
    let counted = place.json(&["--json", "find", "a.louce", "望湖新村", "--count"]);
    assert_eq!(counted["count"], found["count"], "--count says the same");
    let persons = place.json(&["--json", "find", "a.louce", "王", "--kind", "person"]);
    let titles: Vec<&str> =
        persons["hits"].as_array().unwrap().iter().filter_map(|hit| hit["title"].as_str()).collect();
    assert!(!titles.is_empty() && titles.iter().all(|title| title.contains('*')), "names are masked: {titles:?}");
}

#[test]
fn show_gives_the_record_with_its_history() {
    let place = Place::demo("a.louce");
    let found = place.json(&["--json", "find", "a.louce", "王", "--kind", "person", "--limit", "1"]);
    let id = found["hits"][0]["id"].as_str().unwrap();
    let shown = place.json(&["--json", "show", "a.louce", id, "--history"]);
    assert_eq!(shown["kind"], "person", "the kind is found by the identifier");
    assert!(
        shown["history"].as_array().is_some_and(|entries| !entries.is_empty()),
        "a record has at least its creation"
    );
    assert_eq!(code(&place.run(&["show", "a.louce", "00000000-0000-7000-8000-000000000000"])), 4, "nobody is there");
}

#[test]
fn exports_have_the_promised_fields_and_counts() {
    let place = Place::demo("a.louce");
    for (kind, fields, count) in [
        (
            "persons",
            &["name", "citizen_id", "id_state", "sex", "birth_date", "birth_precision", "phones"][..],
            Some(2540),
        ),
        ("buildings", &["site", "building", "units", "floors_above", "floors_below", "rooms"], Some(14)),
        ("rooms", &["site", "building", "unit", "floor", "room", "sub_room"], Some(300)),
        ("orgs", &["name", "uscc", "kind", "addresses"], Some(54)),
        (
            "stays",
            &[
                "name",
                "citizen_id",
                "site",
                "building",
                "unit",
                "floor",
                "room",
                "sub_room",
                "raw_address",
                "class",
                "relation",
                "from",
                "to",
                "end_reason",
            ],
            None,
        ),
        ("findings", &["code", "record_kind", "record"], None),
    ] {
        let lines = place.lines(&["export", "a.louce", "--kind", kind]);
        assert!(!lines.is_empty(), "{kind}: the demo has some");
        assert!(count.is_none_or(|count| count == lines.len()), "{kind}: {} lines, {count:?} records", lines.len());
        for field in fields {
            assert!(lines[0].get(*field).is_some(), "{kind} has {field}, present or null");
        }
        assert!(!lines.iter().any(|line| line.to_string().contains("汉族")), "{kind}: ethnicity leaves in no list");
    }
    let csv = place.run(&["export", "a.louce", "--kind", "tenancies", "--format", "csv"]).stdout;
    let csv = String::from_utf8(csv).unwrap();
    assert!(
        csv.starts_with("\u{feff}site,building,unit,room,landlord,tenant,from,to,"),
        "the columns of the contract come first: {csv:.80}"
    );
    let open = place.lines(&["export", "a.louce", "--kind", "tenancies", "--as-of", "2010-01-01"]).len();
    let all = place.lines(&["export", "a.louce", "--kind", "tenancies"]).len();
    assert!(open < all, "a day in the past knows fewer lettings: {open} of {all}");
    let known: BTreeSet<_> =
        place.lines(&["export", "a.louce", "--kind", "findings"]).iter().map(|l| l["code"].to_string()).collect();
    for code in ["\"id_missing\"", "\"id_precision_lost\"", "\"room_unknown\"", "\"phone_missing\""] {
        assert!(known.contains(code), "the demo shows {code}");
    }
}

#[test]
fn lists_depend_on_content_alone() {
    let (one, two) = (Place::demo("a.louce"), Place::demo("b.louce"));
    for kind in ["persons", "stays", "rooms", "buildings", "orgs", "tenancies", "households", "visits", "findings"] {
        let left = one.run(&["export", "a.louce", "--kind", kind, "--format", "csv"]).stdout;
        let right = two.run(&["export", "b.louce", "--kind", kind, "--format", "csv"]).stdout;
        assert!(left == right && left.len() > 100, "{kind}: two registers of the same content give the same bytes");
    }
    one.run(&["export", "a.louce", "--kind", "persons", "--format", "xlsx", "--out", "p.xlsx"]);
    assert!(bytes(&one.path("p.xlsx")).starts_with(b"PK"), "a workbook is written whole");
    assert!(!one.path("p.xlsx.part").exists(), "and nothing else is left");
}

#[test]
fn the_demo_can_be_undone_and_the_register_stays_sound() {
    let place = Place::demo("a.louce");
    assert_eq!(place.json(&["--json", "verify", "a.louce"])["sound"], true, "nothing is wrong with a new demo");
    let batches = place.lines(&["--json", "import-log", "a.louce"]);
    assert_eq!(batches.len(), 1, "one batch holds the community");
    let id = batches[0]["id"].as_str().unwrap();
    let refused = place.run(&["--json", "undo", "a.louce", id]);
    assert_eq!((code(&refused), error_code(&refused).as_str()), (2, "conflict"), "officers corrected records since");
}

#[test]
fn a_ledger_is_imported_once_and_undone_byte_for_byte() {
    let place = Place::new();
    place.json(&["--json", "init", "a.louce", "--kdf", "floor"]);
    let ledger = "姓名,身份证号,联系电话,地址\n张三,330299196512014235,13900001234,望湖家园3幢2单元501室\n\
                  李四,,13900001235,望湖家园3幢2单元502室\n";
    std::fs::write(place.path("人口.csv"), ledger).unwrap();
    let before = place.run(&["export", "a.louce", "--kind", "stays"]).stdout;
    let dry = place.json(&["--json", "import", "a.louce", "人口.csv", "--dry-run"]);
    assert_eq!(dry["batch"], Value::Null, "a dry run writes nothing");
    let first = place.run(&["--json", "import", "a.louce", "人口.csv"]);
    assert!(code(&first) <= 1, "imported: {}", String::from_utf8_lossy(&first.stderr));
    let first: Value = serde_json::from_slice(&first.stdout).unwrap();
    let sheet = &first["sheets"][0];
    let sum: u64 = ["added", "updated", "unchanged", "pending", "rejected", "dropped"]
        .iter()
        .filter_map(|o| sheet[*o].as_u64())
        .sum();
    assert_eq!(Some(sum), sheet["rows"].as_u64(), "the outcomes sum to the rows");
    assert_eq!(place.lines(&["export", "a.louce", "--kind", "persons"]).len(), 2, "two people");
    let again = place.run(&["--json", "import", "a.louce", "人口.csv"]);
    let again: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(again["counts"]["added"], 0, "the same file again adds nothing");
    let batches = place.lines(&["--json", "import-log", "a.louce"]);
    for batch in &batches {
        place.json(&["--json", "undo", "a.louce", batch["id"].as_str().unwrap()]);
    }
    assert_eq!(place.run(&["export", "a.louce", "--kind", "stays"]).stdout, before, "undone, the list is what it was");
}

#[test]
fn a_file_whose_rows_nothing_explains_needs_attention() {
    let place = Place::new();
    place.json(&["--json", "init", "a.louce", "--kdf", "floor"]);
    std::fs::write(place.path("无表头.csv"), "甲,乙\n1,2\n3,4\n").unwrap();
    let read = place.run(&["--json", "import", "a.louce", "无表头.csv"]);
    assert_eq!(code(&read), 1, "rows were left unread: {}", String::from_utf8_lossy(&read.stderr));
    let read: Value = serde_json::from_slice(&read.stdout).unwrap();
    let warning = &read["warnings"][0];
    assert_eq!(warning["code"], "header_not_found", "and that is said first");
    assert!(warning["message"].as_str().unwrap().contains("指定表头行"), "with what to do: {warning}");
    std::fs::write(place.path("说明.csv"), "填表说明\n每户一行\n").unwrap();
    let quiet = place.run(&["--json", "import", "a.louce", "说明.csv"]);
    assert_eq!(code(&quiet), 0, "a page of instructions needs nothing");
}

#[test]
fn a_file_that_is_no_ledger_is_refused_and_changes_nothing() {
    let place = Place::new();
    place.json(&["--json", "init", "a.louce", "--kdf", "floor"]);
    std::fs::write(place.path("bad.xlsx"), b"PK\x03\x04 this is no workbook").unwrap();
    let refused = place.run(&["--json", "import", "a.louce", "bad.xlsx"]);
    assert_eq!(code(&refused), 4, "unreadable: {}", String::from_utf8_lossy(&refused.stderr));
    assert!(place.lines(&["--json", "import-log", "a.louce"]).is_empty(), "no batch was made");
}

#[test]
fn words_are_chinese_where_asked_for() {
    let place = Place::demo("a.louce");
    let chinese = String::from_utf8(place.run(&["--lang", "zh", "verify", "a.louce"]).stdout).unwrap();
    assert!(chinese.contains("完好"), "zh: {chinese}");
    let english = String::from_utf8(place.run(&["verify", "a.louce"]).stdout).unwrap();
    assert!(english.contains("sound"), "the C locale speaks English: {english}");
}

#[test]
fn bench_prints_a_table() {
    let place = Place::demo("a.louce");
    let table = String::from_utf8(place.run(&["bench", "a.louce", "--times", "3"]).stdout).unwrap();
    for name in ["find_1_character", "find_pinyin", "room_page", "edit_commit"] {
        assert!(table.contains(name), "{name} is in the scoreboard:\n{table}");
    }
}

#[test]
fn a_picture_is_a_png_file_and_what_cannot_be_drawn_is_usage() {
    let place = Place::demo("a.louce");
    let drawn = place.run(&["--json", "picture", "a.louce", "--out", "map.png", "--size", "320x240"]);
    assert!([0, 1].contains(&code(&drawn)), "drawn, with or without a Chinese font to write names in");
    assert!(bytes(&place.path("map.png")).starts_with(b"\x89PNG"), "the file is a picture");
    let refused = place.run(&["--json", "picture", "a.louce", "--out", "b.png", "--size", "wide"]);
    assert_eq!((code(&refused), error_code(&refused).as_str()), (2, "invalid"), "no size");
    assert_eq!(
        code(&place.run(&["picture", "a.louce", "--out", "b.png", "--floor", "3"])),
        2,
        "a floor of no building"
    );
    assert!(!place.path("b.png").exists(), "and nothing is written");
}

#[test]
fn no_command_writes_over_a_register() {
    let place = Place::demo("a.louce");
    place.json(&["--json", "init", "map.png.part", "--kdf", "floor"]);
    let others = ["a.louce.keyslots", "map.png.part", "map.png.part.keyslots"];
    let before = others.map(|name| bytes(&place.path(name)));
    let absolute = place.path("a.louce").display().to_string();
    let report = &["--json", "report", "a.louce", "handover", "--format", "html", "--no-picture", "--out"][..];
    let picture = &["--json", "picture", "a.louce", "--size", "320x240", "--out"][..];
    let export = &["--json", "export", "a.louce", "--kind", "rooms", "--out"][..];
    for (command, out) in [
        (picture, absolute.as_str()),
        (picture, "a.louce.keyslots"),
        (picture, "A.LOUCE"),
        (export, absolute.as_str()),
        (export, "./a.louce"),
        (export, "a.louce-wal"),
        (export, "map.png.part"),
        (report, absolute.as_str()),
        (report, "map.png.part.keyslots"),
    ] {
        let refused = place.run(&[command, &[out]].concat());
        assert_eq!((code(&refused), error_code(&refused).as_str()), (2, "invalid"), "{command:?} {out} is refused");
    }
    for (command, out) in [(picture, "map.png"), (export, "map.png")] {
        let written = place.run(&[command, &[out]].concat());
        assert!([0, 1].contains(&code(&written)), "{out} is nobody's: {}", String::from_utf8_lossy(&written.stderr));
    }
    assert_eq!(others.map(|name| bytes(&place.path(name))), before, "keys and the other register are as they were");
    assert_eq!(code(&place.run(&["verify", "a.louce"])), 0, "and the register is sound");
    let names = std::fs::read_dir(place.folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
    let left: Vec<_> = names.filter(|name| name.to_string_lossy().starts_with("louce-")).collect();
    assert!(left.is_empty(), "no unfinished file stays behind: {left:?}");
}

/// A house with an address, so many degrees beside where it stands.
fn map_of(east: f64, north: f64) -> String {
    let house = |n: u32| {
        let (x, y) = (121.9 + f64::from(n) * 0.000_6 + east, 29.5 + north);
        format!(
            r#"{{"type":"Feature","properties":{{"building":"yes","name":"楼{n}","addr:street":"测试路","addr:housenumber":"{n}"}},"geometry":{{"type":"Polygon","coordinates":[[[{x},{y}],[{},{y}],[{},{}],[{x},{y}]]]}}}}"#,
            x + 0.000_3,
            x + 0.000_3,
            y + 0.000_2
        )
    };
    format!(r#"{{"type":"FeatureCollection","features":[{},{},{}]}}"#, house(1), house(2), house(3))
}

#[test]
fn a_map_says_its_coordinates_and_one_that_lies_shifted_is_refused_until_they_are_said() {
    let place = Place::new();
    place.json(&["--json", "init", "a.louce", "--kdf", "floor"]);
    std::fs::write(place.path("wgs.geojson"), map_of(0.0, 0.0)).unwrap();
    std::fs::write(place.path("shifted.geojson"), map_of(0.004_4, -0.002_6)).unwrap();
    let first = place.json(&["--json", "import", "a.louce", "wgs.geojson"]);
    let ground = &first["ground"];
    assert_eq!(
        (&ground["coordinates"]["system"], &ground["coordinatesFrom"], &ground["footprints"], &ground["unmatched"]),
        (&"wgs84".into(), &"assumed".into(), &3.into(), &3.into()),
        "in which coordinates, on whose word, and what is in it"
    );
    let refused = place.run(&["--json", "import", "a.louce", "shifted.geojson"]);
    assert_eq!((code(&refused), error_code(&refused).as_str()), (2, "invalid"), "what is right is not moved unseen");
    let again = place.json(&["--json", "import", "a.louce", "wgs.geojson", "--dry-run"]);
    assert_eq!(
        (&again["ground"]["known"], &again["counts"]["unchanged"]),
        (&3.into(), &3.into()),
        "nothing was written"
    );
    let said = place.json(&["--json", "import", "a.louce", "shifted.geojson", "--coordinates", "wgs84", "--dry-run"]);
    assert_eq!(said["ground"]["coordinatesFrom"], "said", "whoever says them is believed");
    let words = place.run(&["import", "a.louce", "wgs.geojson", "--dry-run", "--coordinates", "GCJ-02"]);
    let words = String::from_utf8_lossy(&words.stdout).into_owned();
    assert!(words.contains("GCJ-02") && words.contains("3 footprints"), "words say it too: {words}");
    assert_eq!(code(&place.run(&["import", "a.louce", "wgs.geojson", "--coordinates", "mars"])), 2, "no such system");
}
