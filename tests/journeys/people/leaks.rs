//! What one page gives is not joined with another to say where a protected person lives: every identifier that a page
//! about the person shows is looked up in turn, and every one that a page about the home shows.

use super::edit;
use super::protected::Shelter;
use louce_app::asking::Asking;
use louce_app::export::ExportKind;
use louce_app::history::history;
use louce_app::host::Unwatched;
use louce_app::import::commit::commit;
use louce_app::import::preview::prepare;
use louce_app::import::unimported;
use louce_app::neighbourhood::neighbourhood;
use louce_app::organisation::organisation;
use louce_app::person::person;
use louce_app::record::show;
use louce_app::room::{Disclosure, room};
use louce_app::search::search;
use louce_app::timeline::timeline;
use louce_app::{building, duplicates, today};
use louce_domain::field::RecordKind;
use louce_wire::{ImportChoices, ImportPreview, RowDecision, RowPreview, RowTake};
use serde_json::Value;
use std::collections::BTreeSet;

/// A reply as the window gets it; nothing where it is refused.
macro_rules! json {
    ($reply:expr) => {
        $reply.map_or(Value::Null, |reply| serde_json::to_value(reply).expect("a reply is JSON"))
    };
}

/// Every page and record that an identifier leads to, whatever its kind.
fn pages(asking: Asking<'_>, id: &str) -> Vec<(String, Value)> {
    let mut pages = vec![
        ("person".to_owned(), json!(person(asking, id, None))),
        ("organisation".to_owned(), json!(organisation(asking, id, None))),
        ("building".to_owned(), json!(building::building(asking, id, None))),
    ];
    for disclosure in [Disclosure::Masked, Disclosure::Revealed] {
        pages.push((format!("room {disclosure:?}"), json!(room(asking, id, disclosure, None))));
        pages.push((format!("batch graph {disclosure:?}"), json!(neighbourhood(asking, "batch", id, disclosure))));
        for kind in RecordKind::ALL {
            let name = |page: &str| format!("{page} of {} {disclosure:?}", kind.code());
            pages.push((name("timeline"), json!(timeline(asking, kind.code(), id, disclosure))));
            pages.push((name("graph"), json!(neighbourhood(asking, kind.code(), id, disclosure))));
        }
    }
    for kind in RecordKind::ALL {
        pages.push((format!("record {}", kind.code()), json!(show(asking, kind.code(), id))));
        // A history answers about anything: only that of a record of the kind counts.
        if json!(show(asking, kind.code(), id)) != Value::Null {
            pages.push((format!("history of {}", kind.code()), json!(history(asking, kind.code(), id))));
        }
    }
    pages.retain(|(_, page)| *page != Value::Null);
    pages
}

/// The identifiers in a reply.
fn ids(page: &Value, found: &mut BTreeSet<String>) {
    match page {
        Value::String(text) => {
            found.extend((text.len() == 36 && text.matches('-').count() == 4).then(|| text.clone()));
        }
        Value::Array(items) => items.iter().for_each(|item| ids(item, found)),
        Value::Object(fields) => fields.values().for_each(|item| ids(item, found)),
        _ => {}
    }
}

fn tells(page: &Value, words: &[&str]) -> bool {
    let text = page.to_string();
    words.iter().any(|word| text.contains(word))
}

#[test]
fn nothing_that_a_page_about_her_shows_leads_to_her_home() {
    let Shelter { town, li, home } = Shelter::new();
    let place = format!("room:{home}");
    let firm = town.adds("organisation", &[edit("name", "示例商贸有限公司")]);
    let works = [edit("organisation", &firm), edit("person", &li), edit("place", &place)];
    town.adds("employment", &works);
    let hers = ["李四", "李*", "330299198203042328", "13900005678", li.as_str()];
    let at_home = ["501", home.as_str()];
    let mut shown = BTreeSet::new();
    for (name, page) in pages(town.officer(), &li) {
        assert!(!tells(&page, &at_home), "{name} of her says where she lives: {page:#}");
        ids(&page, &mut shown);
    }
    for id in &shown {
        for (name, page) in pages(town.officer(), id).iter().filter(|(name, _)| !name.contains("batch")) {
            assert!(!tells(page, &at_home), "her pages show {id}, and its {name} says where she lives: {page:#}");
        }
    }
    let mut there = BTreeSet::new();
    for (name, page) in pages(town.officer(), &home) {
        assert!(!tells(&page, &hers), "{name} of the room names her: {page:#}");
        ids(&page, &mut there);
    }
    // Who else lives there has pages of their own, and the batch and the building hold everybody.
    let zhang = town.person_id("张三");
    for id in there.iter().filter(|id| **id != zhang) {
        for (name, page) in pages(town.officer(), id) {
            let gathers = name.contains("batch") || name.contains("building") || name.contains("site");
            assert!(gathers || !tells(&page, &hers), "the room shows {id}, and its {name} names her: {page:#}");
        }
    }
    let due = json!(today::today(town.officer()));
    let groups = due["groups"].as_array().expect("groups").clone();
    for hit in groups.iter().flat_map(|group| group["first"].as_array().expect("hits").clone()) {
        assert!(!(tells(&hit, &hers) && tells(&hit, &at_home)), "a finding ties her to her home: {hit:#}");
    }
}

const NUMBER: &str = "330299198203042328";

#[test]
fn a_second_record_of_hers_is_protected_with_the_first() {
    let Shelter { town, li, .. } = Shelter::new();
    let other = town.room_id("3-1-101");
    let second = town.newcomer(&other, "李思", &[]).person_id;
    let verdict = duplicates::link(town.asking(), &li, &second, "same", None).expect("both are one person").id;
    let page = person(town.officer(), &second, None).expect("the second record opens");
    assert!(page.address_hidden && page.stays.is_empty(), "it says as little as the first: {page:?}");
    let there = room(town.officer(), &other, Disclosure::Revealed, None).expect("the room opens");
    assert!(!format!("{there:?}").contains("李思"), "nor does the room name it");
    let found = search(town.officer(), "李思", None, 5, None).expect("the search is answered");
    assert!(found.hits.iter().all(|hit| hit.room_id.is_none()), "nor does the search lead there: {found:?}");
    let listed = town.bench.list(ExportKind::Stays);
    let tells = |row: &&Value| tells(row, &["李思"]) && tells(row, &["101"]);
    assert_eq!(listed.iter().filter(tells).count(), 0, "nor does a list: {listed:#?}");
    duplicates::unlink(town.asking(), &verdict, None).expect("the verdict is taken back");
    assert!(!person(town.officer(), &second, None).expect("it opens").address_hidden, "two persons are two again");
}

#[test]
fn her_number_in_the_list_of_an_employer_or_a_landlord_is_hers() {
    let Shelter { town, home, .. } = Shelter::new();
    let place = format!("room:{home}");
    let firm = town.adds("organisation", &[edit("name", "示例商贸有限公司")]);
    let works = [edit("organisation", &firm), edit("name", "李四"), edit("citizen_id", NUMBER), edit("place", &place)];
    town.adds("employment", &works);
    let lets = [edit("place", &place), edit("tenant_name", "李四"), edit("tenant_citizen_id", NUMBER)];
    let tenancy = town.adds("tenancy", &lets);
    let page = json!(organisation(town.officer(), &firm, None));
    assert!(!tells(&page, &["501", &home]), "the employer's page says where she lives: {page:#}");
    let there = json!(room(town.officer(), &home, Disclosure::Revealed, None));
    assert!(!tells(&there, &["李四", NUMBER]), "the room names its tenant: {there:#}");
    let record = json!(show(town.officer(), "tenancy", &tenancy));
    assert!(!tells(&record, &["李四", NUMBER]), "the tenancy names its tenant: {record:#}");
    let due = json!(today::findings(town.officer(), "employee_not_registered", 0, 20));
    assert!(!tells(&due, &["501", &home]), "a finding says where she lives: {due:#}");
    for kind in [ExportKind::Employments, ExportKind::Tenancies, ExportKind::Findings] {
        for row in town.bench.list(kind).iter().filter(|row| tells(row, &["李四", NUMBER])) {
            assert!(!tells(row, &["501", "示例苑"]), "{}: {row:#}", kind.code());
        }
    }
}

#[test]
fn what_became_of_her_room_does_not_name_her_stay() {
    let Shelter { town, li, home } = Shelter::new();
    let hers = super::open_stay(&town.person(&li, None)).id.clone();
    let order = louce_wire::RoomMerge { room_ids: vec![home], number: Some("501A".to_owned()), on: None, note: None };
    let written = louce_app::space::merge_rooms(town.officer(), &order).expect("the room gets another number");
    let now = super::open_stay(&town.person(&li, None)).id.clone();
    let told = |id: &str| written.records.iter().any(|record| record.id == id);
    assert!(!told(&hers) && !told(&now), "the reply names no stay of hers: {written:?}");
}

#[test]
fn whoever_is_named_in_full_was_looked_at() {
    let Shelter { town, home, .. } = Shelter::new();
    let zhang = town.person_id("张三");
    let last = || {
        let tail = town.bench.session.register.read(|reader| reader.audit_tail(1));
        let tail: Vec<louce_store::AuditRow> = tail.map_err(|error: louce_store::StoreError| error).expect("the log");
        format!("{tail:?}")
    };
    for disclosure in [Disclosure::Masked, Disclosure::Revealed] {
        let revealed = disclosure == Disclosure::Revealed;
        room(town.officer(), &home, disclosure, None).expect("the room opens");
        assert_eq!(last().contains(&zhang), revealed, "the room page: {}", last());
        timeline(town.officer(), "room", &home, disclosure).expect("the timeline opens");
        assert_eq!(last().contains(&zhang), revealed, "its timeline: {}", last());
        neighbourhood(town.officer(), "room", &home, disclosure).expect("the graph opens");
        assert_eq!(last().contains(&zhang), revealed, "its graph: {}", last());
    }
}

#[test]
fn a_record_that_was_taken_back_names_her_at_no_place() {
    let Shelter { town, li, home } = Shelter::new();
    let place = format!("room:{home}");
    let tenancy = town.adds("tenancy", &[edit("place", &place), edit("landlord_name", "孙七")]);
    let names = [edit("tenant_person", &li), edit("tenant_name", "李四")];
    louce_app::amend::amend(town.asking(), "tenancy", &tenancy, &names, None).expect("the tenant is named");
    louce_app::record::withdraw(town.asking(), "tenancy", &tenancy, None).expect("it is taken back");
    let told = json!(history(town.officer(), "tenancy", &tenancy));
    assert!(told["entries"].as_array().is_some_and(|entries| !entries.is_empty()), "its history stays: {told:#}");
    assert!(!tells(&told, &["李四", &li]), "and does not name her: {told:#}");
}

/// A file read for somebody, nothing written.
fn previewed(asking: Asking<'_>, lines: &[&str], takes: &[RowTake]) -> ImportPreview {
    prepared(asking, lines, takes).0.view
}

fn prepared(
    asking: Asking<'_>,
    lines: &[&str],
    takes: &[RowTake],
) -> (louce_app::import::prepared::PreparedImport, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("补充台账.csv");
    std::fs::write(&file, lines.join("\n") + "\n").expect("the ledger is written");
    let decision = |take: &RowTake| RowDecision { sheet: String::new(), row: 2, take: take.clone() };
    let choices = ImportChoices { decisions: takes.iter().map(decision).collect(), ..ImportChoices::default() };
    (prepare(asking, &file, &choices, &Unwatched).expect("the ledger is read"), folder)
}

fn second(view: &ImportPreview) -> &RowPreview {
    view.sheets[0].rows.iter().find(|row| row.row == 2).expect("the row is shown")
}

/// All that a row tells beside its own cells.
fn told(view: &ImportPreview) -> (String, Option<String>, String, Value) {
    let row = second(view);
    let beside = serde_json::json!([row.changes, row.candidates, view.effects, view.blocks, view.counts]);
    (row.outcome.clone(), row.reason.clone(), row.reason_code.clone(), beside)
}

const HOME: &str = "示例苑3幢2单元501室";
const ELSEWHERE: &str = "示例苑3幢1单元101室";

#[test]
fn a_preview_says_the_same_of_her_wherever_a_row_puts_her() {
    let Shelter { town, li, .. } = Shelter::new();
    let rows = [
        ("姓名,住址", "李四,{}"),
        ("姓名,住址,联系电话", "李四,{},13900005678"),
        ("姓名,身份证号,住址", "李四,330299198203042328,{}"),
        ("姓名,身份证号,住址", "李思,330299820304232,{}"),
        ("姓名,身份证号,住址", "王五,330299198203042328,{}"),
        ("姓名,身份证号,住址", "李四,330299198203042382,{}"),
        ("姓名,身份证号,住址", "李思,330299198203042382,{}"),
        ("姓名,身份证号,住址,与户主关系,户编号", "李四,330299198203042328,{},户主,1"),
        ("姓名,住址,房东姓名", "李四,{},孙七"),
    ];
    let takes = [vec![], vec![RowTake::New], vec![RowTake::Ledger], vec![RowTake::Candidate { id: li.clone() }]];
    for (header, row) in rows {
        for take in &takes {
            let views = [HOME, ELSEWHERE, "示例苑8幢1单元101室", "东湖苑9幢1单元101室"]
                .map(|address| previewed(town.officer(), &[header, &row.replace("{}", address)], take));
            let first = told(&views[0]);
            assert_eq!(first.2, "needs_care_officer", "{row} waits: {first:?}");
            for view in &views {
                assert_eq!(told(view), first, "{row} tells nothing by where it puts her");
                let waiting = view.warnings.iter().filter(|warning| warning.code == first.2);
                assert!(waiting.map(|warning| &warning.message).eq(first.1.iter()), "{row}: {:?}", view.warnings);
            }
        }
    }
}

#[test]
fn a_row_of_somebody_else_shows_nothing_that_names_her() {
    let Shelter { town, li, home } = Shelter::new();
    let hers = ["李四", "李*", NUMBER, "3302**********2328", "13900005678", li.as_str(), home.as_str()];
    for (header, row) in [
        ("姓名,身份证号,住址,与户主关系", "张三,330299198001011212,示例苑3幢2单元501室,户主"),
        ("姓名,住址,房东姓名", "周八,示例苑3幢2单元501室,孙七"),
        ("姓名,住址,房东姓名", "周八,示例苑3幢2单元501室,钱九"),
        ("房屋地址,房主姓名,承租人姓名", "示例苑3幢2单元501室,孙七,周八"),
        ("走访地址,走访日期,见面人员", "示例苑3幢2单元501室,2026-09-01,张三"),
    ] {
        let view = previewed(town.officer(), &[header, row], &[]);
        let text = json!(Ok::<_, ()>(&view)).to_string();
        assert!(hers.iter().all(|word| !text.contains(word)), "{row}: {:#?}", second(&view));
    }
}

#[test]
fn others_of_her_name_are_taken_by_their_own_number() {
    let Shelter { town, .. } = Shelter::new();
    let header = "姓名,身份证号,住址";
    let (file, _folder) = prepared(town.asking(), &[header, &format!("冯十,330299197506081129,{HOME}")], &[]);
    commit(town.asking(), &file, &Unwatched).expect("she is imported");
    town.adds("protection", &[edit("person", &town.person_id("冯十")), edit("granted_by", "王所长")]);
    let taken = [HOME, ELSEWHERE].map(|address| {
        let namesake = format!("冯十,33029919900101232X,{address}");
        let longer = format!("冯十全,330299199001012346,{address}");
        told(&previewed(town.officer(), &[header, &namesake, &longer], &[]))
    });
    assert_eq!(taken[0].0, "added", "another sound number is another person: {taken:?}");
    assert_eq!(taken[0], taken[1], "wherever they live");
}

#[test]
fn what_waits_for_the_care_officer_is_told_to_nobody_else_and_taken_by_them() {
    let Shelter { town, li, .. } = Shelter::new();
    let lines = ["姓名,身份证号,住址,职业", "李四,330299198203042328,示例苑3幢1单元101室,裁缝"];
    let (file, _folder) = prepared(town.officer(), &lines, &[]);
    let waiting = commit(town.officer(), &file, &Unwatched).expect("the rest is taken");
    assert_eq!((waiting.counts.pending, waiting.counts.updated), (1, 0), "her row waits: {waiting:?}");
    let before = town.person(&li, None);
    assert!(super::open_stay(&before).address.contains("501"), "and changed nothing: {before:?}");
    let out = tempfile::tempdir().expect("a folder");
    let book = out.path().join("未导入.xlsx");
    let left = unimported::write(town.officer(), &waiting.batch_id, &book).expect("the workbook is written");
    assert_eq!((left.rows, left.withheld), (0, 1), "her row does not leave");
    let all = unimported::write(town.asking(), &waiting.batch_id, &book).expect("the workbook is written");
    assert_eq!((all.rows, all.withheld), (1, 0), "but with the care officer");
    let copy = louce_app::import::kept::save_copy(town.asking(), &waiting.batch_id, &out.path().join("原件.xlsx"));
    assert_eq!(copy.expect("the copy is written").withheld, 1, "nor in a copy of the whole file");
    let care = previewed(town.asking(), &lines, &[RowTake::Ledger]);
    assert_eq!(told(&care).0, "updated", "the care officer's import meets her: {:#?}", second(&care));
    let (file, _folder) = prepared(town.asking(), &lines, &[RowTake::Ledger]);
    commit(town.asking(), &file, &Unwatched).expect("it is taken");
    let left = unimported::write(town.asking(), &waiting.batch_id, &book).expect("the workbook is written");
    assert_eq!(left.rows, 0, "and settles the row that waited");
}

#[test]
fn a_row_that_is_withdrawn_leaves_the_rows_after_it_whole() {
    let Shelter { town, .. } = Shelter::new();
    let lines = [
        "姓名,身份证号,住址,与户主关系,户编号,房东姓名",
        "周八,33029919900101232X,示例苑3幢2单元501室,户主,9,孙七",
        "周小八,330299201501012342,示例苑3幢2单元501室,子,9,",
        "吴九,330299199001012346,示例苑3幢1单元101室,户主,10,",
    ];
    let (file, _folder) = prepared(town.officer(), &lines, &[]);
    assert_eq!(told(&file.view).2, "needs_care_officer", "the letting at her home is hers: {:#?}", file.view.sheets);
    let done = commit(town.officer(), &file, &Unwatched).expect("the rows after it do not lean on it");
    assert_eq!((done.counts.pending, done.counts.added), (1, 2), "{done:?}");
}
