//! One pass over a file: at once as after a preview, with the very records that were shown, put right where it waited, or
//! not at all.

use crate::bench::Bench;
use louce_app::export::ExportKind;
use louce_app::host::Unwatched;
use louce_app::import::at_once::import_at_once;
use louce_app::import::commit::commit;
use louce_app::import::kept::save_copy;
use louce_app::import::preview::prepare;
use louce_app::import::undo::undo;
use louce_app::import::unimported;
use louce_wire::{ErrorCode, ImportChoices, ImportPreview, ImportResult, RowDecision, RowTake};
use rust_xlsxwriter::Workbook;
use std::path::PathBuf;

const ZHANG: &str = "330299198001011218";

struct Clerk {
    bench: Bench,
    folder: tempfile::TempDir,
}

impl Clerk {
    fn new() -> Self {
        Self { bench: Bench::new(), folder: tempfile::tempdir().expect("a folder") }
    }

    fn file(&self, name: &str, lines: &[&str]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, lines.join("\n") + "\n").expect("the ledger is written");
        path
    }

    fn imports(&self, file: &std::path::Path) -> ImportResult {
        self.bench.import(file).expect("the ledger is imported")
    }

    fn previews(&self, file: &std::path::Path, takes: &[(u32, RowTake)]) -> ImportPreview {
        let decision =
            |(row, take): &(u32, RowTake)| RowDecision { sheet: String::new(), row: *row, take: take.clone() };
        let choices = ImportChoices { decisions: takes.iter().map(decision).collect(), ..ImportChoices::default() };
        prepare(self.bench.asking(), file, &choices, &Unwatched).expect("the ledger is read").view
    }

    fn names(&self) -> Vec<String> {
        let persons = self.bench.list(ExportKind::Persons);
        let mut names: Vec<String> =
            persons.iter().map(|person| person["name"].as_str().unwrap_or_default().to_owned()).collect();
        names.sort();
        names
    }

    /// How many rows of a batch are still to be repaired.
    fn left_of(&self, result: &ImportResult) -> u32 {
        let out = self.folder.path().join("剩下.xlsx");
        unimported::write(self.bench.asking(), &result.batch_id, &out).expect("the workbook is written").rows
    }
}

const LEDGER: &[&str] = &[
    "姓名,身份证号,现住址,联系电话",
    "张三,330299198001011218,望湖家园3幢1单元501室,13900001111",
    "李四,33029919820304232X,望湖家园3幢1单元502室,13900002222",
    "王五,330299198203042320,望湖家园,13900003333",
    ",330299198203042399,望湖家园3幢1单元503室,",
];

#[test]
fn an_import_at_once_does_and_says_what_preview_and_commit_do() {
    let (looked, unlooked) = (Clerk::new(), Clerk::new());
    let file = looked.file("人口台账.csv", LEDGER);
    let prepared = prepare(looked.bench.asking(), &file, &ImportChoices::default(), &Unwatched).expect("read");
    let in_two = commit(looked.bench.asking(), &prepared, &Unwatched).expect("imported");
    let (view, at_once) = import_at_once(unlooked.bench.asking(), &file, &ImportChoices::default(), &Unwatched)
        .expect("imported in one pass");
    assert_eq!((at_once.counts, &at_once.effects), (in_two.counts, &in_two.effects), "the same comes of it");
    assert_eq!(looked.names(), unlooked.names(), "the same people");
    let shown = |view: &ImportPreview| (view.counts, view.sheets.len(), view.warnings.len(), view.format.clone());
    assert_eq!(shown(&view), shown(&prepared.view), "and what would have been shown is told");
    assert_eq!(unlooked.left_of(&at_once), looked.left_of(&in_two), "what waits can be repaired");
    let again = unlooked.previews(&file, &[]);
    assert_eq!(again.imported_before.as_deref(), Some("人口台账.csv"), "the file is known by its hash afterwards");
    assert_eq!((again.counts.added, again.counts.updated), (0, 0), "and brings nothing new: {:?}", again.counts);
    undo(unlooked.bench.asking(), &at_once.batch_id).expect("it can be undone");
    assert!(unlooked.names().is_empty(), "as any batch");
}

#[test]
fn a_commit_that_would_meet_other_records_is_refused() {
    let clerk = Clerk::new();
    let first = clerk.file("旧.csv", &["姓名,身份证号,现住址", &format!("张三,{ZHANG},望湖家园3幢1单元501室")]);
    let before = clerk.imports(&first);
    let second =
        clerk.file("新.csv", &["姓名,身份证号,现住址,职业", &format!("张三,{ZHANG},望湖家园3幢1单元501室,厨师")]);
    let prepared = prepare(clerk.bench.asking(), &second, &ImportChoices::default(), &Unwatched).expect("read");
    undo(clerk.bench.asking(), &before.batch_id).expect("undone");
    clerk.imports(&first);
    let refused = commit(clerk.bench.asking(), &prepared, &Unwatched).expect_err("another record of the same words");
    assert_eq!(refused.code, ErrorCode::Conflict, "the preview showed the one that was undone");
    let anew = prepare(clerk.bench.asking(), &second, &ImportChoices::default(), &Unwatched).expect("read");
    assert_eq!(anew.view.counts, prepared.view.counts, "though the counts are the same");
    commit(clerk.bench.asking(), &anew, &Unwatched).expect("what is shown now is done");
}

#[test]
fn a_row_put_right_settles_every_copy_that_waits() {
    let clerk = Clerk::new();
    let rooms = ["小区,楼栋,单元,房号,房屋状态", "望湖家园,3,1,501,自住", ",,,不知道,出租"];
    let bad = clerk.file("房屋.csv", &rooms);
    let waited: Vec<ImportResult> = (0..3).map(|_| clerk.imports(&bad)).collect();
    assert!(waited.iter().all(|one| clerk.left_of(one) == 1), "one row waits in each of three imports: {waited:?}");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["未导入原因", "来源", "小区", "楼栋", "单元", "房号", "房屋状态"]).expect("written");
    sheet.write_row(1, 0, ["地址无法对应", "房屋.csv 第3行", "望湖家园", "3", "1", "502", "出租"]).expect("written");
    let repaired = clerk.folder.path().join("改.xlsx");
    workbook.save(&repaired).expect("written");
    clerk.imports(&repaired);
    let left: Vec<u32> = waited.iter().map(|one| clerk.left_of(one)).collect();
    assert_eq!(left, [0, 0, 0], "one row put right settles them all");
}

#[test]
fn a_number_that_another_holds_is_settled_by_the_word_for_the_ledger() {
    let clerk = Clerk::new();
    clerk.imports(&clerk.file("旧.csv", &["姓名,身份证号,现住址", &format!("张珊,{ZHANG},望湖家园3幢1单元501室")]));
    let file = clerk.file("新.csv", &["姓名,身份证号,现住址", &format!("张三,{ZHANG},望湖家园3幢1单元501室")]);
    assert_eq!(clerk.previews(&file, &[]).counts.pending, 1, "one number, two names: a person decides");
    let decided = clerk.previews(&file, &[(2, RowTake::Ledger)]);
    assert_eq!((decided.counts.updated, decided.counts.pending), (1, 0), "the name was wrong: {:?}", decided.counts);
}

#[test]
fn a_sheet_or_title_called_after_a_prohibited_list_leaves_no_trace() {
    let clerk = Clerk::new();
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("吸毒人员").expect("a name");
    sheet.write_row(0, 0, ["吸毒人员"]).expect("written");
    sheet.write_row(1, 0, ["姓名", "身份证号", "现住址"]).expect("written");
    sheet.write_row(2, 0, ["张三", ZHANG, "望湖家园3幢1单元501室"]).expect("written");
    let file = clerk.folder.path().join("名册.xlsx");
    workbook.save(&file).expect("written");
    let view = clerk.previews(&file, &[]);
    assert_eq!(view.sheets.first().map(|sheet| sheet.name.as_str()), Some("第1张工作表"), "told by its place");
    let result = clerk.imports(&file);
    let copy = clerk.folder.path().join("原件.xlsx");
    save_copy(clerk.bench.asking(), &result.batch_id, &copy).expect("the copy is written");
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&copy).expect("there")).expect("a workbook");
    for part in 0..zip.len() {
        let mut text = Vec::new();
        let mut part = zip.by_index(part).expect("a part");
        std::io::Read::read_to_end(&mut part, &mut text).expect("read");
        assert!(!String::from_utf8_lossy(&text).contains("吸毒"), "{:?} has not the word", part.name());
    }
}

#[test]
fn a_name_in_a_reason_is_masked() {
    let clerk = Clerk::new();
    let file = clerk.file("房屋.csv", &["小区,楼栋,单元,房号,房屋状态,承租人姓名", "望湖家园,3,1,501,出租,欧阳小明"]);
    let view = clerk.previews(&file, &[]);
    let reasons: Vec<String> =
        view.sheets.iter().flat_map(|sheet| &sheet.rows).filter_map(|row| row.reason.clone()).collect();
    assert!(reasons.iter().any(|reason| reason.contains("仅有姓名")), "the tenant is told to be missing: {reasons:?}");
    assert!(!reasons.concat().contains("欧阳小明"), "and not by the whole name: {reasons:?}");
}

#[test]
fn a_disk_that_fills_up_in_the_middle_leaves_the_register_as_it_was() {
    let clerk = Clerk::new();
    clerk.imports(&clerk.file("小.csv", LEDGER));
    let before = clerk.bench.everything();
    let row = |number: u32| {
        format!("人{number},,望湖家园{}幢1单元{}01室,1390000{number:04}", number / 20 % 40 + 1, number % 20 + 1)
    };
    let rows: Vec<String> = (0..6_000).map(row).collect();
    let lines: Vec<&str> =
        std::iter::once("姓名,身份证号,现住址,联系电话").chain(rows.iter().map(String::as_str)).collect();
    let large = clerk.file("大.csv", &lines);
    let register = &clerk.bench.session.register;
    let pages = register.pretend_full(Some(400)).expect("little is left");
    let failed = clerk.bench.import(&large).expect_err("there is no room for all of it");
    assert_ne!(failed.code, ErrorCode::Internal, "the disk is told as what it is: {failed:?}");
    register.pretend_full(None).expect("room again");
    assert!(pages > 0, "the register has pages");
    assert_eq!(clerk.bench.everything(), before, "nothing of it stays");
    let result = clerk.imports(&large);
    assert_eq!(result.counts.added, 6_000, "and with room it goes in whole: {result:?}");
}
