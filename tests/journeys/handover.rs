//! The handover report of the demo community: its numbers are those of the exported lists.

use crate::bench::Bench;
use louce_app::demo;
use louce_app::export::ExportKind;
use louce_app::host::Unwatched;
use louce_app::report::{gathered, write_report};
use louce_wire::ReportOrder;
use serde_json::Value;
use std::path::Path;

fn order(format: &str, out: &Path) -> ReportOrder {
    ReportOrder {
        format: format.to_owned(),
        area: None,
        site: None,
        since: Some("2006-01-01".to_owned()),
        from_officer: Some("甲".to_owned()),
        to_officer: Some("乙".to_owned()),
        supervisor: None,
        full_names: false,
        picture: true,
        language: "zh".to_owned(),
        out: out.display().to_string(),
    }
}

fn is_open(stay: &Value) -> bool {
    stay["to"].is_null() && stay["end_reason"].is_null()
}

#[test]
fn numbers_of_the_report_are_those_of_the_export() {
    let bench = Bench::new();
    demo::fill(bench.asking(), 0.003, &Unwatched).expect("the community is invented");
    let report = gathered(bench.asking(), &order("xlsx", Path::new("unused"))).expect("the report is gathered");
    assert_eq!(report.reconcile(), [], "its own sums add up");
    let length = |kind| bench.list(kind).len() as u64;
    assert_eq!(report.numbers.buildings.now, length(ExportKind::Buildings), "buildings");
    let rooms = bench.list(ExportKind::Rooms);
    let in_use = rooms.iter().filter(|room| room["valid_to"].is_null() && room["end_reason"].is_null()).count() as u64;
    assert_eq!(report.numbers.rooms.now, in_use, "rooms in use; what followed a split room is handed over for it");
    let stays = bench.list(ExportKind::Stays);
    let open = stays.iter().filter(|stay| is_open(stay)).count();
    assert_eq!(report.listed_residents(), open, "every open stay is listed once, with or without a room");
    let organisations = bench.list(ExportKind::Organisations);
    let present = organisations.iter().filter(|organisation| !organisation["addresses"].is_null()).count() as u64;
    assert_eq!(report.numbers.organisations.now, present, "organisations with an address, each counted once");
    assert!(!report.changes.counts.is_empty(), "what changed is told, and by whom");
    assert!(!report.gaps.is_empty(), "the gaps of the records are told");
    assert_eq!(report.spot_check.len(), 10, "ten rooms are drawn for the spot check");
}

#[test]
fn the_report_is_written_in_each_form() {
    let (bench, folder) = (Bench::new(), tempfile::tempdir().expect("a folder"));
    demo::fill(bench.asking(), 0.003, &Unwatched).expect("the community is invented");
    for (format, magic) in [("pdf", &b"%PDF"[..]), ("xlsx", &b"PK"[..]), ("html", &b"<!"[..])] {
        let out = folder.path().join(format!("report.{format}"));
        match write_report(bench.asking(), &order(format, &out), &Unwatched) {
            Ok(written) => {
                let bytes = std::fs::read(&out).expect("the file is there");
                assert!(bytes.starts_with(magic), "{format} looks like {format}");
                assert_eq!(written.bytes as usize, bytes.len(), "and has the size that is told");
                let drawn = bytes.windows(10).any(|part| part == b"image/png;");
                assert_eq!(drawn, format == "html", "the page carries a picture of the area: {format}");
            }
            Err(error) if format == "pdf" => {
                assert!(error.zh.contains("fonts-noto-cjk"), "a missing font is named: {error}")
            }
            Err(error) => panic!("{format}: {error}"),
        }
    }
    let (out, plain) =
        (folder.path().join("plain.html"), ReportOrder { picture: false, ..order("html", Path::new("")) });
    let plain = ReportOrder { out: out.display().to_string(), ..plain };
    write_report(bench.asking(), &plain, &Unwatched).expect("a page needs no font");
    assert!(!std::fs::read_to_string(&out).expect("the page").contains("<img"), "unless it is to go without");
}
