//! What one page gives is not joined with another to say where a protected person lives: every identifier that a page
//! about the person shows is looked up in turn, and every one that a page about the home shows.

use super::edit;
use super::protected::Shelter;
use louce_app::asking::Asking;
use louce_app::export::ExportKind;
use louce_app::history::history;
use louce_app::neighbourhood::neighbourhood;
use louce_app::organisation::organisation;
use louce_app::person::person;
use louce_app::record::show;
use louce_app::room::{Disclosure, room};
use louce_app::search::search;
use louce_app::timeline::timeline;
use louce_app::{building, duplicates, today};
use louce_domain::field::RecordKind;
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
