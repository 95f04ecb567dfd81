//! The very same file again, and the same ledger issued again: nothing is written twice, nothing that a file says twice is
//! settled by importing it once more.

use crate::bench::Bench;
use louce_app::export::ExportKind;
use louce_app::host::Unwatched;
use louce_app::import::commit::commit;
use louce_app::import::preview::prepare;
use louce_app::import::undo::undo;
use louce_wire::{ImportChoices, ImportResult, RowDecision, RowTake};
use proptest::prelude::*;

const ZHANG: &str = "330299198001011218";
const LI: &str = "33029919820304232X";

struct Clerk {
    bench: Bench,
    folder: tempfile::TempDir,
}

impl Clerk {
    fn new() -> Self {
        Self { bench: Bench::new(), folder: tempfile::tempdir().expect("a folder") }
    }

    fn imports(&self, lines: &[String], date: Option<&str>, takes: &[(u32, RowTake)]) -> ImportResult {
        let file = self.folder.path().join("人口台账.csv");
        std::fs::write(&file, lines.join("\n") + "\n").expect("the ledger is written");
        let decision =
            |(row, take): &(u32, RowTake)| RowDecision { sheet: String::new(), row: *row, take: take.clone() };
        let choices = ImportChoices {
            ledger_date: date.map(str::to_owned),
            decisions: takes.iter().map(decision).collect(),
            ..ImportChoices::default()
        };
        let prepared = prepare(self.bench.asking(), &file, &choices, &Unwatched).expect("the ledger is read");
        commit(self.bench.asking(), &prepared, &Unwatched).expect("the ledger is imported")
    }

    fn imports_plainly(&self, lines: &[String]) -> ImportResult {
        self.imports(lines, None, &[])
    }

    /// Rooms in which people are, as far as the register knows.
    fn open_rooms(&self) -> Vec<String> {
        let stays = self.bench.list(ExportKind::Stays);
        let open = stays.iter().filter(|stay| stay["end_reason"].is_null() && stay["to"].is_null());
        open.map(|stay| stay["room"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

fn ledger(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn writes(result: &ImportResult) -> (u32, u32) {
    (result.counts.added, result.counts.updated)
}

#[test]
fn a_file_that_names_two_homes_moves_nobody_however_often_it_comes() {
    let clerk = Clerk::new();
    let (here, there) = (format!("张三,{ZHANG},望湖家园3幢1单元501室"), format!("张三,{ZHANG},望湖家园9幢1单元101室"));
    let twice = ledger(&["姓名,身份证号,住址", &here, &there]);
    let first = clerk.imports_plainly(&twice);
    assert_eq!((first.counts.added, first.counts.pending), (1, 1), "the second home waits: {first:?}");
    let before = clerk.bench.everything();
    for time in 2..4 {
        let again = clerk.imports_plainly(&twice);
        assert_eq!((writes(&again), again.counts.pending), ((0, 0), 1), "time {time}: it waits again: {again:?}");
        assert_eq!(clerk.bench.everything(), before, "time {time}: and nobody moved");
    }
    let decided = clerk.imports(&twice, None, &[(3, RowTake::Ledger)]);
    assert_eq!(decided.counts.updated, 1, "until a person says so: {decided:?}");
    assert_eq!(clerk.open_rooms(), ["101"], "then they move");
    let again = clerk.imports_plainly(&twice);
    assert_eq!((writes(&again), again.counts.pending), ((0, 0), 0), "and that is kept as well: {again:?}");
}

#[test]
fn a_reissue_that_names_two_homes_settles_neither() {
    let clerk = Clerk::new();
    let here = format!("张三,{ZHANG},望湖家园3幢1单元501室");
    let there = format!("张三,{ZHANG},望湖家园9幢1单元101室");
    clerk.imports_plainly(&ledger(&["姓名,身份证号,住址", &here]));
    let reissue = clerk.imports_plainly(&ledger(&["姓名,身份证号,住址", &here, &there]));
    assert_eq!((writes(&reissue), reissue.counts.pending), ((0, 0), 1), "one paper says both: {reissue:?}");
    let dated = clerk.imports(&ledger(&["姓名,身份证号,住址", &here, &there]), Some("2027-01-01"), &[]);
    assert_eq!((writes(&dated), dated.counts.pending), ((0, 0), 1), "its day decides nothing within it: {dated:?}");
    assert_eq!(clerk.open_rooms(), ["501"], "nobody moved");
}

#[test]
fn two_numbers_of_one_person_in_one_file_are_not_settled_by_importing_it_again() {
    let clerk = Clerk::new();
    let row = |id: &str| format!("张三,{id},望湖家园3幢1单元501室");
    let (one, other) = (row("330299198001011217"), row("330299198001011216"));
    let twice = ledger(&["姓名,身份证号,住址", &one, &other]);
    let first = clerk.imports_plainly(&twice);
    assert_eq!(first.counts.pending, 1, "which number is theirs nobody knows: {first:?}");
    let before = clerk.bench.everything();
    let again = clerk.imports_plainly(&twice);
    assert_eq!((writes(&again), again.counts.pending), ((0, 0), 1), "nor does the same file: {again:?}");
    assert_eq!(clerk.bench.everything(), before, "nothing is written");
    let reissue = clerk.imports_plainly(&ledger(&["姓名,身份证号,住址", &one, &other, "备注：以上属实,,"]));
    assert_eq!((writes(&reissue), reissue.counts.pending), ((0, 0), 1), "nor its re-issue: {reissue:?}");
}

#[test]
fn somebody_whose_address_leads_nowhere_is_made_once() {
    let clerk = Clerk::new();
    let one = ledger(&["姓名,住址", "李四,河边老屋"]);
    clerk.imports_plainly(&one);
    let again = clerk.imports_plainly(&one);
    assert_eq!(writes(&again), (0, 0), "the very same file: {again:?}");
    let reissue = clerk.imports_plainly(&ledger(&["姓名,住址", "李四,河边老屋", "王五,河边新屋"]));
    assert_eq!(reissue.effects.persons, 1, "in a re-issue only 王五 is new: {reissue:?}");
    let other = clerk.imports_plainly(&ledger(&["住址,姓名,性别", "河边老屋,李四,男"]));
    assert_eq!((other.effects.persons, other.counts.pending), (0, 1), "on another form it is asked: {other:?}");
    assert_eq!(clerk.bench.list(ExportKind::Persons).len(), 2, "李四 and 王五");
}

#[test]
fn a_word_for_the_register_does_not_outlive_a_newer_ledger() {
    let clerk = Clerk::new();
    clerk.imports_plainly(&ledger(&["姓名,身份证号,住址", &format!("张三,{ZHANG},望湖家园3幢1单元501室")]));
    let theirs = ledger(&["身份证号,姓名,住址", &format!("{ZHANG},张三,望湖家园9幢1单元101室")]);
    clerk.imports(&theirs, None, &[(2, RowTake::Register)]);
    assert_eq!(clerk.open_rooms(), ["501"], "the register is right today");
    let undated = clerk.imports_plainly(&theirs);
    assert_eq!((writes(&undated), undated.counts.pending), ((0, 0), 0), "and is not asked again: {undated:?}");
    let earlier = clerk.imports(&theirs, Some("2026-01-01"), &[]);
    assert_eq!((writes(&earlier), earlier.counts.pending), ((0, 0), 0), "nor by a ledger of before: {earlier:?}");
    let newer = clerk.imports(&theirs, Some("2027-06-01"), &[]);
    assert_eq!(newer.counts.updated, 1, "a ledger of a later day knows better: {newer:?}");
    assert_eq!(clerk.open_rooms(), ["101"], "they moved since");
}

#[test]
fn what_was_undone_may_come_again() {
    let clerk = Clerk::new();
    let one = ledger(&["姓名,身份证号,住址", &format!("张三,{ZHANG},望湖家园3幢1单元501室")]);
    let first = clerk.imports_plainly(&one);
    let before = clerk.bench.everything().len();
    undo(clerk.bench.asking(), &first.batch_id).expect("the batch is undone");
    let again = clerk.imports_plainly(&one);
    assert_eq!(again.counts.added, 1, "an undone file is as if it had never come: {again:?}");
    assert_eq!(clerk.bench.everything().len(), before, "every list is there");
    let third = clerk.imports_plainly(&one);
    assert_eq!(writes(&third), (0, 0), "and then it is known again: {third:?}");
}

#[test]
fn a_row_that_is_read_otherwise_is_not_the_same() {
    let clerk = Clerk::new();
    let one = ledger(&["姓名,身份证号,住址,某栏", &format!("张三,{ZHANG},望湖家园3幢1单元501室,司机")]);
    clerk.imports_plainly(&one);
    let file = clerk.folder.path().join("人口台账.csv");
    let column = louce_wire::ColumnChoice { column: "D".to_owned(), field: Some("occupation".to_owned()) };
    let sheet = louce_wire::SheetChoices { columns: vec![column], ..Default::default() };
    let choices = ImportChoices { sheets: vec![sheet], ..ImportChoices::default() };
    let prepared = prepare(clerk.bench.asking(), &file, &choices, &Unwatched).expect("the ledger is read");
    let again = commit(clerk.bench.asking(), &prepared, &Unwatched).expect("the ledger is imported");
    assert_eq!(again.counts.updated, 1, "the column was given its meaning since: {again:?}");
}

/// A row out of few names, numbers, rooms, phones and households, so that rows meet.
fn row() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["张三", "李四", "王五"]);
    let id = prop::sample::select(vec!["", "", ZHANG, LI, "330299198001011217", "330299800101121"]);
    let places =
        ["", "河边老屋", "望湖家园3幢501室", "望湖家园3幢1单元501室", "望湖家园3幢2单元501室", "望湖家园9幢1单元101室"];
    let place = prop::sample::select(places.to_vec());
    let phone = prop::sample::select(vec!["", "13900001111", "13900002222"]);
    let household = prop::sample::select(vec!["", "1", "2"]);
    let relation = prop::sample::select(vec!["", "户主", "儿子"]);
    let whole = (name, id, place, phone, household, relation);
    whole.prop_map(|(name, id, place, phone, no, relation)| [name, id, place, phone, no, relation].join(","))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn the_very_same_file_writes_nothing_again(rows in prop::collection::vec(row(), 1..7)) {
        let clerk = Clerk::new();
        let lines: Vec<String> = std::iter::once("姓名,身份证号,住址,联系电话,户编号,与户主关系".to_owned()).chain(rows).collect();
        let first = clerk.imports_plainly(&lines);
        let before = clerk.bench.everything();
        for _ in 0..2 {
            let again = clerk.imports_plainly(&lines);
            prop_assert_eq!(writes(&again), (0, 0), "nothing new: {:?}", again);
            prop_assert_eq!(again.counts.pending, first.counts.pending, "what waited waits: {:?}", again);
            prop_assert!(clerk.bench.everything() == before, "no list differs");
        }
    }
}
