//! Where a value comes from, what is kept of its file, and how a batch is taken back.

use crate::bench::Bench;
use crate::fields::{LEDGERS, with_checks};
use crate::people::{Town, edit};
use louce_app::amend::amend;
use louce_app::asking::{Asking, Session};
use louce_app::history::history;
use louce_app::import::kept;
use louce_app::import::provenance::{record_origin, value_origin};
use louce_app::import::undo::undo;
use louce_app::import::undo_check::undo_check;
use louce_app::import::unimported;
use louce_app::permission::Role;
use louce_app::record::add;
use louce_domain::field::RecordKind;
use louce_domain::id::BatchId;
use louce_store::StoreError;
use louce_tests::repository::shared_data;
use louce_wire::{ErrorCode, ImportResult};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// A register and a folder for ledgers.
struct Office {
    bench: Bench,
    folder: tempfile::TempDir,
}

impl Office {
    fn new() -> Self {
        Self { bench: Bench::new(), folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn imports(&self, name: &str, text: &str) -> ImportResult {
        std::fs::write(self.path(name), text).expect("a ledger is written");
        self.bench.import(&self.path(name)).expect("the ledger is imported")
    }

    fn asking(&self) -> Asking<'_> {
        self.bench.asking()
    }
}

/// One ledger of every kind, with every column there is.
fn every_ledger() -> Vec<(&'static str, String)> {
    let text = |columns: &[(&str, &str)]| {
        let headers: Vec<&str> = columns.iter().map(|(header, _)| *header).collect();
        let values: Vec<String> = columns.iter().map(|(_, value)| with_checks(value)).collect();
        format!("{}\n{}\n", headers.join(","), values.join(","))
    };
    LEDGERS.iter().map(|(name, columns)| (*name, text(columns))).collect()
}

/// Rules that tell a value without a cell of its row.
const WITHOUT_CELL: &[&str] = &["heading", "default", "ledger_kind", "answered"];

/// The fields of a batch's records that do not lead to a cell or to a rule, as `kind.field: rules`.
fn untold(bench: &Bench, result: &ImportResult, most: u32) -> BTreeSet<String> {
    let batch: BatchId = result.batch_id.parse().expect("a batch");
    let mut untold = BTreeSet::new();
    for kind in RecordKind::ALL.iter().copied() {
        let made = bench.session.register.read(|reader| reader.made_by_batch(batch, kind, most));
        let made = made.map_err(|error: StoreError| error).expect("the records a batch made").0;
        for record in made {
            let told = record_origin(bench.asking(), kind.code(), &record.id.to_string()).expect("its origins");
            for of in told.fields {
                let rules: Vec<&str> = of.origin.rules.iter().map(|rule| rule.code.as_str()).collect();
                let cell = of.origin.cell.as_ref();
                let has_cell = cell.is_some_and(|cell| cell.row > 0 && cell.column.is_some() && cell.raw.is_some());
                let is_told = has_cell || rules.iter().any(|rule| WITHOUT_CELL.contains(rule));
                if of.origin.by == "ledger" && (!is_told || rules.contains(&"from_row")) || rules.is_empty() {
                    untold.insert(format!("{}.{}: {rules:?} {:?}", kind.code(), of.field, of.origin.value));
                }
            }
        }
    }
    untold
}

#[test]
fn every_field_an_import_writes_leads_to_its_cell_and_rule() {
    let office = Office::new();
    let mut wrong = BTreeSet::new();
    for (name, text) in every_ledger() {
        let result = office.imports(name, &text);
        wrong.extend(untold(&office.bench, &result, 50));
    }
    assert!(wrong.is_empty(), "{} fields lead nowhere: {wrong:#?}", wrong.len());
}

#[test]
fn every_field_of_the_filled_ledgers_leads_to_its_cell_and_rule() {
    let Some(folder) = shared_data().map(|data| data.join("ledgers/filled")) else { return };
    let bench = Bench::new();
    let mut wrong = BTreeSet::new();
    for name in ["人口台账.xlsx", "单位台账.csv", "楼栋台账.xlsx"] {
        let result = bench.import(&folder.join(name)).expect("the ledger is imported");
        wrong.extend(untold(&bench, &result, 60));
    }
    assert!(wrong.is_empty(), "{} fields lead nowhere: {wrong:#?}", wrong.len());
}

#[test]
fn a_value_leads_to_its_cell_and_then_to_the_officer_who_changed_it() {
    let town = Town::new();
    let zhang = town.person_id("张三");
    let phones = value_origin(town.asking(), "person", &zhang, "phones").expect("where the phone comes from");
    let cell = phones.origins.first().and_then(|origin| origin.cell.as_ref()).expect("a cell");
    assert_eq!(
        (cell.file.as_str(), cell.row, cell.column.as_deref(), cell.header.as_deref(), cell.raw.as_deref()),
        ("人口台账.csv", 2, Some("D"), Some("联系电话"), Some("13900001234")),
        "file, row, column, header and what is written there"
    );
    assert_eq!(cell.sha256.len(), 64, "and the file by its hash");
    amend(town.asking(), "person", &zhang, &[edit("phones", "13900009999")], Some("本人告知")).expect("a new phone");
    let phones = value_origin(town.asking(), "person", &zhang, "phones").expect("the chain");
    let chain: Vec<_> = phones.origins.iter().map(|o| (o.by.as_str(), o.value.as_deref().unwrap_or(""))).collect();
    assert_eq!(chain, [("hand", "13900009999"), ("ledger", "13900001234")], "newest first");
    assert_eq!(phones.origins[0].note.as_deref(), Some("本人告知"), "with the officer's reason");
    let unknown = value_origin(town.asking(), "person", &zhang, "sha").expect_err("there is no such field");
    assert_eq!(unknown.code, ErrorCode::Invalid, "and says so");
}

#[test]
fn nothing_is_told_of_where_a_protected_persons_values_come_from() {
    let town = Town::new();
    let (li, home) = (town.person_id("李四"), town.room_id("3-2-501"));
    let stay = town.person(&li, None).stays[0].id.clone();
    add(town.asking(), "protection", &[edit("person", &li), edit("granted_by", "王所长")], &[], None)
        .expect("protected");
    for (kind, id) in [("person", &li), ("stay", &stay)] {
        let told = record_origin(town.officer(), kind, id).expect("it is answered");
        assert!(told.withheld && told.fields.is_empty(), "{kind}: its row would be found again at the room: {told:?}");
        let told = record_origin(town.asking(), kind, id).expect("it is answered");
        assert!(!told.withheld && !told.fields.is_empty(), "{kind}: the care officer sees it");
    }
    let told = history(town.officer(), "person", &li).expect("her history");
    assert!(told.entries.iter().all(|entry| entry.source.is_none()), "nor does her history name the row: {told:?}");
    let room = record_origin(town.officer(), "room", &home).expect("the room");
    let text = format!("{room:?}");
    assert!(!room.withheld && !text.contains("李四") && !text.contains("13900005678"), "the room names nobody: {text}");
}

/// The text of a part of a workbook.
fn part(path: &Path, name: &str) -> String {
    let mut book = zip::ZipArchive::new(std::fs::File::open(path).expect("a workbook")).expect("a zip");
    let mut text = String::new();
    book.by_name(name).expect(name).read_to_string(&mut text).expect("XML");
    text
}

const PEOPLE: &str = "姓名,身份证号,联系电话,住址,政治面貌\n\
    张三,330299198001011212,13900001234,示例苑3幢2单元501室,党员\n\
    李四,330299198203042328,13900005678,示例苑3幢2单元502室,群众\n";

#[test]
fn the_kept_copy_is_the_ledger_without_what_was_refused() {
    let office = Office::new();
    let result = office.imports("人口台账.csv", PEOPLE);
    let out = office.path("留存.xlsx");
    let copy = kept::save_copy(office.asking(), &result.batch_id, &out).expect("the copy is saved");
    assert_eq!((copy.rows, copy.withheld), (3, 0), "header and two rows");
    let text = part(&out, "xl/sharedStrings.xml");
    assert!(text.contains("330299198001011212") && text.contains("示例苑3幢2单元502室"), "as written");
    assert!(!text.contains("党员") && !text.contains("群众"), "the refused column was never kept");
    let found = office.bench.list(louce_app::export::ExportKind::Persons);
    let li = found.iter().position(|person| person["name"] == "李四").is_some();
    assert!(li, "李四 is registered");
    let town_person = louce_app::search::search(office.asking(), "李四", Some("person"), 5, None).expect("found");
    let id = town_person.hits[0].id.clone();
    add(office.asking(), "protection", &[edit("person", &id), edit("granted_by", "王所长")], &[], None)
        .expect("protected");
    let copy = kept::save_copy(office.asking(), &result.batch_id, &out).expect("the copy is saved");
    assert_eq!((copy.rows, copy.withheld), (2, 1), "her row stays behind, whoever saves it");
    assert!(!part(&out, "xl/sharedStrings.xml").contains("330299198203042328"), "nothing of her is in the file");
}

#[test]
fn the_kept_copy_goes_when_its_time_is_over_and_says_where_it_was() {
    let office = Office::new();
    let result = office.imports("人口台账.csv", PEOPLE);
    let chosen = [result.batch_id.clone()];
    let early = kept::purge(office.asking(), &chosen).expect_err("its time is not over");
    assert_eq!(early.code, ErrorCode::Conflict, "the list was not reviewed for nothing");
    office.bench.machine.wait_days(91);
    let listed = kept::list(office.asking()).expect("the list");
    assert_eq!((listed.retention_days, listed.ledgers[0].state.as_str()), (90, "due"), "ninety days have gone by");
    let clerk = Session { roles: vec![Role::Chief], ..office.bench.session.clone() };
    let asking = Asking { host: office.bench.machine.as_ref(), session: &clerk };
    assert_eq!(kept::purge(asking, &chosen).expect_err("a chief purges nothing").code, ErrorCode::Refused, "T3");
    let listed = kept::purge(office.asking(), &chosen).expect("purged");
    assert_eq!((listed.ledgers[0].state.as_str(), listed.ledgers[0].has_copy), ("purged", false), "it is gone");
    assert!(!listed.ledgers[0].sha256.is_empty(), "name and hash stay");
    kept::save_copy(office.asking(), &result.batch_id, &office.path("x.xlsx")).expect_err("nothing to save");
    let zhang = louce_app::search::search(office.asking(), "张三", Some("person"), 5, None).expect("found");
    let told = value_origin(office.asking(), "person", &zhang.hits[0].id, "phones").expect("the origin");
    let cell = told.origins[0].cell.as_ref().expect("a cell");
    assert!(cell.purged && cell.raw.is_none(), "what was written is gone");
    assert_eq!((cell.row, cell.column.as_deref()), (2, Some("C")), "where it stood stays");
    undo(office.asking(), &result.batch_id).expect("the batch can still be undone");
}

#[test]
fn a_ledger_with_rows_that_wait_is_kept_until_they_are_put_right() {
    let office = Office::new();
    let waiting = "姓名,身份证号,住址\n张三、李四,,示例苑3幢2单元502室\n";
    let result = office.imports("一.csv", waiting);
    assert_eq!(result.counts.pending, 1, "two people in one cell wait");
    office.bench.machine.wait_days(91);
    let refused = kept::purge(office.asking(), std::slice::from_ref(&result.batch_id)).expect_err("a row waits");
    assert!(refused.zh.contains("待处理"), "the error says so: {refused}");
    let out = office.path("未导入.xlsx");
    let left = unimported::write(office.asking(), &result.batch_id, &out).expect("the workbook");
    assert_eq!((left.rows, left.withheld), (1, 0), "the row leaves to be repaired");
    office.imports("二.csv", "姓名,身份证号,住址\n张三,330299198001011212,示例苑3幢2单元502室\n");
    undo(office.asking(), &result.batch_id).expect("the first batch is undone");
    kept::purge(office.asking(), &[result.batch_id]).expect("no row of an undone batch waits");
}

#[test]
fn rows_that_were_not_taken_leave_with_their_sheet_and_their_odd_cells_marked() {
    let office = Office::new();
    let text = "姓名,身份证号,联系电话,住址\n张三、李四,,13900001234,示例苑3幢2单元501室\n,,=1+1,示例苑3幢2单元502室\n";
    let result = office.imports("人口台账.csv", text);
    let out = office.path("未导入.xlsx");
    let written = unimported::write(office.asking(), &result.batch_id, &out).expect("the workbook is written");
    assert_eq!(written.rows, result.counts.pending + result.counts.rejected, "every row that was not taken");
    let sheet = part(&out, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "nothing is a formula");
    let strings = part(&out, "xl/sharedStrings.xml");
    for header in ["未导入原因", "来源", "姓名", "身份证号", "联系电话", "住址"] {
        assert!(strings.contains(&format!(">{header}<")), "{header} heads a column: {strings}");
    }
    assert!(part(&out, "xl/comments1.xml").contains("<t"), "odd cells carry a note");
    let again = office.bench.import(&out).expect("it comes in again as it is");
    assert_eq!(again.counts.added, 0, "unrepaired, nothing is taken: {:?}", again.counts);
    assert_eq!(again.counts.pending, result.counts.pending, "what waited waits again");
}

#[test]
fn a_clerk_gets_no_row_that_names_somebody_protected() {
    let town = Town::new();
    let li = town.person_id("李四");
    add(town.asking(), "protection", &[edit("person", &li), edit("granted_by", "王所长")], &[], None)
        .expect("protected");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("新.csv");
    let text = "姓名,身份证号,住址\n李四、王五,,示例苑9幢1单元101室\n赵六、钱七,,示例苑9幢1单元102室\n";
    std::fs::write(&file, text).expect("a ledger");
    let result = town.bench.import(&file).expect("imported");
    assert_eq!(result.counts.pending, 2, "both rows wait");
    let clerk = Session { roles: vec![Role::Clerk], ..town.bench.session.clone() };
    let asking = Asking { host: town.bench.machine.as_ref(), session: &clerk };
    let out = folder.path().join("未导入.xlsx");
    let written = unimported::write(asking, &result.batch_id, &out).expect("the workbook");
    assert_eq!((written.rows, written.withheld), (1, 1), "one row leaves, one is counted");
    assert!(!part(&out, "xl/sharedStrings.xml").contains("李四"), "her name does not leave");
    let care = unimported::write(town.asking(), &result.batch_id, &out).expect("the workbook");
    assert_eq!((care.rows, care.withheld), (2, 0), "the care officer repairs it");
}

#[test]
fn what_rests_on_a_batch_is_listed_and_named() {
    let office = Office::new();
    let first = office
        .imports("一月.csv", "姓名,身份证号,联系电话,住址\n张三,330299198001011212,13900001234,示例苑3幢2单元501室\n");
    assert_eq!(undo_check(office.asking(), &first.batch_id).expect("asked").count, 0, "nothing rests on it yet");
    let second = office
        .imports("二月.csv", "姓名,身份证号,联系电话,住址\n张三,330299198001011212,13900009999,示例苑3幢2单元501室\n");
    assert_eq!(second.counts.updated, 1, "a new phone");
    let found = undo_check(office.asking(), &first.batch_id).expect("asked");
    assert_eq!(found.count as usize, found.dependents.len(), "all are listed");
    let phone = found.dependents.iter().find(|one| one.field.as_deref() == Some("phones")).expect("the phone");
    assert_eq!((phone.batch.as_deref(), phone.title.as_str()), (Some("二月.csv"), "张*"), "by its batch, masked");
    let refused = undo(office.asking(), &first.batch_id).expect_err("something rests on it");
    assert!(refused.zh.contains("二月.csv") && refused.zh.contains("张*"), "it is named: {refused}");
    undo(office.asking(), &second.batch_id).expect("the newer one first");
    undo(office.asking(), &first.batch_id).expect("then the older");
}

#[test]
fn undoing_a_ledger_of_any_kind_brings_every_list_back() {
    let office = Office::new();
    for (name, text) in every_ledger() {
        let before = office.bench.everything();
        let result = office.imports(name, &text);
        assert_ne!(office.bench.everything(), before, "{name} changes something");
        undo(office.asking(), &result.batch_id).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(office.bench.everything(), before, "{name}: undo ∘ import is nothing");
        // The next ledger meets what this one brings.
        office.imports(name, &text);
    }
}
