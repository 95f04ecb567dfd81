//! What leaves the register as a picture or on paper: who may, what the audit log has of it, and where it may be written.

use crate::bench::{Bench, PASSWORD, USER};
use louce_app::asking::{Asking, Session};
use louce_app::export::{ExportFormat, ExportKind, ExportOrder, export_to_file};
use louce_app::host::Unwatched;
use louce_app::note_print::note_print;
use louce_app::permission::Role;
use louce_app::picture::{Language, PictureOrder, write_picture};
use louce_app::save_picture::save_picture;
use louce_app::{community, demo, unlock};
use louce_store::{AuditRow, StoreError};
use louce_wire::{ColourMode, ErrorCode, MapShown, PrintedSheet};
use sha2::{Digest, Sha256};
use std::path::Path;

/// A bench with the invented community; the identifier of one of its buildings, and how many rooms that has.
fn town() -> (Bench, String, u64) {
    let bench = Bench::new();
    demo::fill(bench.asking(), 0.002, &Unwatched).expect("the community is invented");
    let buildings = community::community(bench.asking()).expect("the map").buildings;
    let largest = buildings.into_iter().max_by_key(|building| building.room_count).expect("there are buildings");
    (bench, largest.id, largest.room_count.into())
}

fn order(building: Option<String>, out: &Path) -> PictureOrder {
    PictureOrder {
        building,
        floor: None,
        mode: ColourMode::Verified,
        size: [320, 240],
        ratio: 1.0,
        dark: false,
        language: Language::Chinese,
        out: out.to_owned(),
    }
}

fn shown(building: Option<&str>) -> MapShown {
    MapShown { mode: Some(ColourMode::State), building: building.map(str::to_owned), as_of: None }
}

fn rows(session: &Session) -> Vec<AuditRow> {
    let tail: Result<_, StoreError> = session.register.read(|reader| reader.audit_tail(100));
    tail.expect("the audit log is read")
}

fn newest(session: &Session) -> AuditRow {
    rows(session).into_iter().max_by_key(|row| row.seq).expect("the audit log has rows")
}

/// Bytes as the window sends them (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |bytes: &[u8]| -> String {
        let bits = (0..3).fold(0, |bits, at| (bits << 8) | u32::from(bytes.get(at).copied().unwrap_or(0)));
        let digit = |at: usize| char::from(DIGITS[(bits >> (18 - 6 * at)) as usize & 63]);
        (0..4).map(|at| if at <= bytes.len() { digit(at) } else { '=' }).collect()
    };
    bytes.chunks(3).map(group).collect()
}

#[test]
fn a_picture_is_in_the_audit_log_with_what_it_shows_and_its_hash() {
    let (bench, building, rooms) = town();
    let folder = tempfile::tempdir().expect("a folder");
    let all = bench.list(ExportKind::Rooms).len() as u64;
    for (building, count) in [(None, all), (Some(building), rooms)] {
        let out = folder.path().join("望湖.png");
        write_picture(bench.asking(), &order(building.clone(), &out)).expect("the picture is drawn");
        let row = newest(&bench.session);
        assert_eq!((row.action.as_str(), row.count), ("export_records", count), "as many rooms as it shows");
        let note = row.note.expect("a note says what left");
        let file = std::fs::read(&out).expect("the picture is there");
        let hash: String = Sha256::digest(&file).iter().map(|byte| format!("{byte:02x}")).collect();
        for said in ["picture", "verified", "《望湖.png》", hash.as_str(), building.as_deref().unwrap_or_default()]
        {
            assert!(note.contains(said), "the note says {said}: {note}");
        }
        assert!(!note.contains(&folder.path().display().to_string()), "but not where on this machine: {note}");
    }
}

#[test]
fn the_window_saves_nothing_but_a_picture_of_what_is_there() {
    let (bench, building, rooms) = town();
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("map.png");
    write_picture(bench.asking(), &order(None, &out)).expect("a picture to send");
    let png = std::fs::read(&out).expect("the picture is there");
    std::fs::remove_file(&out).expect("it is taken away");
    let save = |name: &str, bytes: &[u8], building: Option<&str>| {
        save_picture(bench.asking(), &folder.path().join(name), &base64(bytes), &shown(building))
    };
    let before = rows(&bench.session).len();
    let behind = [&png[..], b"#!/bin/sh\n"].concat();
    let magic_alone = [&png[..8], b"\n* * * * * sh\n"].concat();
    for (name, bytes, building) in [
        ("profile", &png, None),
        ("map.png.sh", &png, None),
        ("a.png", &behind, None),
        ("a.png", &magic_alone, None),
        ("a.png", &png, Some("7b0c6c5e-0000-4000-8000-000000000000")),
        ("r.louce/a.png", &png, None),
    ] {
        save(name, bytes, building).expect_err("no picture, no name of one, or not of what is there");
    }
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0, "nothing was written");
    assert_eq!(rows(&bench.session).len(), before, "and nothing is said to have left");

    save("map.PNG", &png, Some(&building)).expect("a picture of a building that is there");
    assert_eq!(std::fs::read(folder.path().join("map.PNG")).expect("it is there"), png, "as it was drawn");
    let row = newest(&bench.session);
    assert_eq!(row.count, rooms, "the register says how many rooms the building has, not the page");
    assert!(row.note.is_some_and(|note| note.contains(&building) && note.contains("map.PNG")), "and which file");
}

#[test]
fn a_print_is_noted_and_only_for_whoever_may_export() {
    let (bench, building, rooms) = town();
    let print = |role: Role, sheet: PrintedSheet, building: Option<&str>| {
        let session = Session { roles: vec![role], ..bench.session.clone() };
        note_print(Asking { host: bench.machine.as_ref(), session: &session }, sheet, &shown(building))
    };
    for role in [Role::Clerk, Role::Auditor, Role::Administrator] {
        let refused = print(role, PrintedSheet::Map, None).expect_err("who may not export may not print");
        assert_eq!(refused.code, ErrorCode::Refused, "{role:?}: {refused}");
    }
    let noted = print(Role::Chief, PrintedSheet::Table, Some(&building)).expect("a chief may");
    assert_eq!(noted.by, "测试民警", "the sheet says who printed it");
    let row = newest(&bench.session);
    assert_eq!(noted.at_ms, row.at_ms as f64, "and when, as the audit log does");
    assert_eq!((row.role.as_str(), row.count), ("chief", rooms), "who, and how many rooms");
    assert!(row.note.is_some_and(|note| note.starts_with("print table state building")), "what was printed");
    print(Role::Officer, PrintedSheet::Map, Some("1幢")).expect_err("a building is named by its identifier");
}

#[test]
fn a_list_that_breaks_off_leaves_what_was_there() {
    let (bench, ..) = town();
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("清单.csv");
    std::fs::write(&out, "before").expect("an older list");
    struct Impatient;
    impl louce_app::host::Watch for Impatient {
        fn progress(&self, _: louce_wire::Progress) {}
        fn cancelled(&self) -> bool {
            true
        }
    }
    let order = ExportOrder { kind: ExportKind::Stays, format: ExportFormat::Csv, as_of: None };
    export_to_file(bench.asking(), order, &out, &Impatient).expect_err("the user cancelled");
    let names = std::fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!((std::fs::read(&out).expect("the list"), names), (b"before".to_vec(), 1), "the older list, and no more");
    export_to_file(bench.asking(), order, &out, &Unwatched).expect("once more");
    assert!(std::fs::read(&out).expect("the list").starts_with("\u{feff}".as_bytes()), "now it is the new one");
}

#[cfg(unix)]
#[test]
fn a_register_opened_through_a_link_is_the_register() {
    let bench = Bench::new();
    let real = bench.session.path.clone();
    let folder = tempfile::tempdir().expect("a folder");
    let link = folder.path().join("registers");
    std::os::unix::fs::symlink(real.parent().expect("it lies in a folder"), &link).expect("a link");
    let Bench { machine, session, .. } = bench;
    drop(session);
    let linked = link.join("r.louce");
    let session = unlock::unlock(machine.as_ref(), &linked, USER, PASSWORD.to_owned()).expect("it opens by the link");
    assert_eq!(session.path, real, "the register has one name");
    let asking = Asking { host: machine.as_ref(), session: &session };
    for out in [&real, &linked, &linked.with_file_name("r.louce.keyslots")] {
        let before = std::fs::read(out).expect("the file is there");
        let refused = write_picture(asking, &order(None, out)).expect_err("its own file");
        assert_eq!(refused.code, ErrorCode::Invalid, "{}: {refused}", out.display());
        assert!(std::fs::read(out).expect("still there") == before, "{} is untouched", out.display());
    }
}
