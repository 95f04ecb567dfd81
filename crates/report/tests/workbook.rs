//! The workbook says what the report says, typed, and nothing in it is a formula.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "a test may stop")]

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use louce_report::{
    Disclosure, HandoverReport, Language, PopulationClass, RoomState, TableCell, TableColumn, render_table_xlsx,
    render_xlsx,
};

mod sample;

fn open(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).expect("what was written can be read")
}

fn sheet(report: &HandoverReport, name: &str) -> Range<Data> {
    let bytes = render_xlsx(report, Language::Chinese).expect("an everyday report fits a workbook");
    open(bytes).worksheet_range(name).expect("the sheet is there")
}

/// The number right of a label.
fn number(range: &Range<Data>, label: &str, column: usize) -> f64 {
    let row = range.rows().find(|row| row[0] == Data::String(label.to_owned()));
    let value = row.unwrap_or_else(|| panic!("no row {label}"))[column].clone();
    let Data::Float(number) = value else { panic!("{label} is no number: {value:?}") };
    number
}

#[test]
fn base_numbers_equal_the_report_with_their_change() {
    let report = sample::community(3, Disclosure::Masked);
    let range = sheet(&report, "概况");
    let numbers = &report.numbers;
    let rows = [
        ("楼栋（栋）", numbers.buildings),
        ("房屋（间）", numbers.rooms),
        ("空置", numbers.rooms_in(RoomState::Vacant)),
        ("自用经营", numbers.rooms_in(RoomState::Business)),
        ("实有人口（人）", numbers.people),
        ("流动人口", numbers.people_of(PopulationClass::Floating)),
        ("户数（户）", numbers.households),
        ("实有单位（家）", numbers.organisations),
    ];
    for (label, stock) in rows {
        assert_eq!(number(&range, label, 1), stock.now as f64, "{label} at the cut-off");
        assert_eq!(number(&range, label, 2), stock.then.unwrap() as f64, "{label} at the earlier date");
        assert_eq!(number(&range, label, 3), stock.change().unwrap() as f64, "change of {label}");
    }
}

#[test]
fn every_building_and_every_resident_has_a_line() {
    let report = sample::community(5, Disclosure::Full);
    let buildings = sheet(&report, "楼栋");
    assert_eq!(buildings.height(), 1 + 5 + 1, "a header, five buildings, their sums");
    let last = buildings.rows().next_back().unwrap();
    assert_eq!(last[6], Data::Float(report.numbers.rooms.now as f64), "rooms add up to the base number");

    let people = sheet(&report, "房间与人员");
    let lines = |kind: &str| people.rows().filter(|row| row[5] == Data::String(kind.to_owned())).count();
    assert_eq!(lines("人员"), report.listed_residents(), "no resident is left out");
    assert_eq!(lines("单位") as u64, report.numbers.organisations.now, "no organisation either");
    let empty = report.residents.iter().flat_map(|sheet| &sheet.rooms);
    let empty = empty.filter(|room| room.residents.is_empty() && room.organisations.is_empty()).count();
    assert_eq!(lines("无登记"), empty, "nor a room that nobody is registered in");
}

#[test]
fn an_area_too_large_for_paper_is_whole_in_the_workbook() {
    let report = sample::community(42, Disclosure::Masked);
    assert!(report.listed_rooms() > louce_report::PRINTED_ROOMS, "the sample is large enough for this test");
    let people = sheet(&report, "房间与人员");
    let lines = people.rows().filter(|row| row[5] == Data::String("人员".to_owned())).count();
    assert_eq!(lines, report.listed_residents(), "what the PDF leaves out is here");
}

#[test]
fn masked_workbooks_hold_no_name_and_no_phone() {
    let report = sample::community(2, Disclosure::Masked);
    let people = sheet(&report, "房间与人员");
    let text: String = people.rows().flatten().map(|cell| format!("{cell}\n")).collect();
    for resident in report.residents.iter().flat_map(|sheet| sheet.residents()) {
        let whole_name = format!("\n{}\n", resident.name);
        assert!(!text.contains(&whole_name), "{} is masked", resident.name);
        assert!(resident.phone.is_empty() || !text.contains(&resident.phone), "{} is masked", resident.phone);
    }
}

#[test]
fn text_that_looks_like_a_formula_stays_text() {
    let mut report = sample::community(1, Disclosure::Full);
    let hostile = "=cmd|' /C calc'!A0";
    let mut resident = report.residents[0].residents().next().unwrap().clone();
    resident.name = hostile.to_owned();
    resident.phone = "+8613900001234".to_owned();
    report.residents[0].rooms[5].residents = vec![resident];
    let bytes = render_xlsx(&report, Language::Chinese).unwrap();
    let mut book = open(bytes);
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert_eq!(formulas.used_cells().count(), 0, "no formula in {name}");
    }
    let people = book.worksheet_range("房间与人员").unwrap();
    let row = people.rows().find(|row| row[6] == Data::String(hostile.to_owned())).expect("the name as it is");
    assert_eq!(row[12], Data::String("+8613900001234".to_owned()), "a phone is text, plus sign and all");
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let report = sample::community(2, Disclosure::Masked);
    let once = render_xlsx(&report, Language::English).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    let again = render_xlsx(&report, Language::English).unwrap();
    assert!(once == again, "no clock goes into a workbook");
}

#[test]
fn lists_keep_their_types() {
    let columns = ["姓名", "公民身份号码", "人数", "登记日期"].map(TableColumn::new);
    let rows = vec![vec![
        TableCell::Text("张三".to_owned()),
        TableCell::Text("330299198001010010".to_owned()),
        TableCell::Count(3),
        TableCell::Date("2026-03-31".to_owned()),
    ]];
    let bytes = render_table_xlsx("人员", &columns, &rows).unwrap();
    assert!(bytes == render_table_xlsx("人员", &columns, &rows).unwrap(), "the same list gives the same bytes");
    let range = open(bytes).worksheet_range("人员").unwrap();
    let row: Vec<&Data> = range.rows().nth(1).unwrap().iter().collect();
    assert_eq!(row[1], &Data::String("330299198001010010".to_owned()), "all eighteen digits of an id survive");
    assert_eq!(row[2], &Data::Float(3.0), "a count can be added up");
    assert!(matches!(row[3], Data::DateTime(_)), "a whole date is a date: {:?}", row[3]);
}

#[test]
fn text_too_long_for_a_cell_is_an_error_and_not_cut() {
    let rows = vec![vec![TableCell::Text("长".repeat(40_000))]];
    let result = render_table_xlsx("备注", &[TableColumn::new("备注")], &rows);
    assert!(result.is_err(), "nothing may be lost without a word");
}

#[test]
fn lists_without_rows_have_their_header() {
    let bytes = render_table_xlsx("空", &[TableColumn::new("姓名")], &[]).unwrap();
    let range = open(bytes).worksheet_range("空").unwrap();
    assert_eq!(range.get((0, 0)), Some(&Data::String("姓名".to_owned())), "an empty list is still a list");
}
