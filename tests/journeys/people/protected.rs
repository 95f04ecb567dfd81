//! A person whose address is protected: an officer without the role learns it nowhere.

use super::{Town, edit, open_stay};
use crate::bench::Bench;
use louce_app::amend::amend;
use louce_app::export::ExportKind;
use louce_app::history::history;
use louce_app::host::Unwatched;
use louce_app::permission::Role;
use louce_app::person::person;
use louce_app::record::add;
use louce_app::report::write_report;
use louce_app::room::{Disclosure, room};
use louce_app::search::search;
use louce_wire::{ErrorCode, ReportOrder};

pub struct Shelter {
    pub town: Town,
    pub li: String,
    pub home: String,
}

impl Shelter {
    /// 李四 lives with 张三 in 501 as a household, rents there, was visited there, and is protected.
    pub fn new() -> Self {
        let town = Town::new();
        let (zhang, li, home) = (town.person_id("张三"), town.person_id("李四"), town.room_id("3-2-501"));
        let stays = [&zhang, &li].map(|id| open_stay(&town.person(id, None)).id.clone()).to_vec();
        let household = louce_wire::FormHousehold {
            household_id: None,
            stay_ids: stays,
            head_person_id: Some(li.clone()),
            number: None,
            kind: None,
        };
        louce_app::people::form_household(town.asking(), &household).expect("a household");
        let place = format!("room:{home}");
        let rented = [
            edit("place", &place),
            edit("tenant_person", &li),
            edit("tenant_name", "李四"),
            edit("tenant_phones", "13900005678"),
            edit("landlord_name", "孙七"),
        ];
        town.adds("tenancy", &rented);
        let visit = [edit("place", &place), edit("on", "2026-09-01"), edit("purpose", "request")];
        add(town.asking(), "visit", &visit, &[li.clone(), zhang], None).expect("a visit");
        town.adds("protection", &[edit("person", &li), edit("granted_by", "王所长")]);
        Self { town, li, home }
    }
}

/// Nothing of the person in a reply.
fn names_her(reply: &impl std::fmt::Debug, id: &str) -> bool {
    let text = format!("{reply:?}");
    ["李四", "李*", "330299198203042328", "13900005678", id].iter().any(|word| text.contains(word))
}

#[test]
fn her_page_does_not_say_where_she_lives() {
    let Shelter { town, li, home } = Shelter::new();
    let page = person(town.officer(), &li, None).expect("she can be looked up");
    assert!(page.address_hidden, "the page says that it hides the address");
    let text = format!("{page:?}");
    assert!(
        !text.contains("501") && !text.contains(&home),
        "neither stay, tenancy, visit nor household tells it: {text}"
    );
    assert!(page.protection.is_none(), "nor does it say who granted it");
    let told = history(town.officer(), "person", &li).expect("her history");
    assert!(told.entries.iter().all(|entry| entry.record_kind == "person"), "her stays are no part of it");
    let care = town.person(&li, None);
    assert!(!care.address_hidden && care.protection.is_some(), "the care officer sees both");
    assert_eq!(open_stay(&care).room_id, Some(home), "and the room");
}

#[test]
fn the_room_does_not_say_that_she_lives_there() {
    let Shelter { town, li, home } = Shelter::new();
    for disclosure in [Disclosure::Masked, Disclosure::Revealed] {
        let page = room(town.officer(), &home, disclosure, None).expect("the room opens");
        assert!(!names_her(&page, &li), "{disclosure:?}: {page:?}");
        assert_eq!(page.residents.len(), 2, "that somebody lives there is no secret");
        let hidden: Vec<_> = page.residents.iter().filter(|row| row.protected).collect();
        assert_eq!(hidden.len(), 1, "one row says no more than that");
        assert_eq!(
            (hidden[0].name.as_str(), hidden[0].person_id.as_str(), hidden[0].stay_id.as_str()),
            ("受保护", "", ""),
            "no name, no identifiers"
        );
        let then = room(town.officer(), &home, disclosure, Some("2026-01-01")).expect("the room of a day");
        assert!(!names_her(&then, &li), "nor on an earlier day");
    }
    let told = history(town.officer(), "room", &home).expect("the room's history");
    let care = history(town.asking(), "room", &home).expect("the room's history");
    assert!(told.entries.len() < care.entries.len(), "her stay is left out of it for others");
    let whole = room(town.asking(), &home, Disclosure::Revealed, None).expect("the care officer");
    assert!(whole.residents.iter().any(|row| row.name == "李四" && !row.protected), "sees who lives there");
}

#[test]
fn those_she_lives_with_do_not_give_her_away() {
    let Shelter { town, li, .. } = Shelter::new();
    let zhang = town.person_id("张三");
    let page = person(town.officer(), &zhang, None).expect("his page");
    assert!(
        !names_her(&page.relatives, &li) && !names_her(&page.visits, &li),
        "neither household nor visits name her: {page:?}"
    );
    assert!(names_her(&town.person(&zhang, None).relatives, &li), "the care officer walks the link");
}

#[test]
fn search_finds_her_by_name_and_nowhere() {
    let Shelter { town, li, home } = Shelter::new();
    let found = |text: &str| search(town.officer(), text, None, 50, None).expect("the search is answered");
    let by_name = found("李四");
    assert_eq!(by_name.count, 1, "she is found by name: {by_name:?}");
    let hit = &by_name.hits[0];
    assert_eq!(
        (hit.id.as_str(), hit.room_id.as_ref(), hit.building_id.as_ref()),
        (li.as_str(), None, None),
        "and leads nowhere"
    );
    assert!(!hit.title.contains("李四") && !hit.subtitle.contains("示例苑"), "masked, without a place: {hit:?}");
    for text in ["示例苑 李四", "3-2-501 李四", "示例苑3幢2单元501"] {
        assert!(!names_her(&found(text), &li), "an address does not lead to her: {text}");
    }
    let care = search(town.asking(), "李四", None, 5, None).expect("the search is answered");
    assert_eq!(care.hits[0].room_id, Some(home), "the care officer is led to the room");
}

#[test]
fn no_list_that_leaves_the_register_says_where_she_lives() {
    let Shelter { town, .. } = Shelter::new();
    let Bench { session, .. } = &town.bench;
    assert!(session.roles.contains(&Role::CareOfficer), "not even one written by the care officer");
    for kind in ExportKind::ALL {
        for row in town.bench.list(*kind) {
            let text = row.to_string();
            let tells = ["501", "示例苑", "张三"].iter().any(|word| text.contains(word));
            assert!(!(text.contains("李四") && tells), "{}: a row that names her names no place: {text}", kind.code());
        }
    }
    assert_eq!(town.bench.list(ExportKind::Stays).len(), 4, "her stay is counted all the same");
}

#[test]
fn the_handover_report_does_not_name_her() {
    let Shelter { town, .. } = Shelter::new();
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("report.html").display().to_string();
    let order = ReportOrder {
        format: "html".to_owned(),
        area: None,
        site: None,
        since: None,
        from_officer: None,
        to_officer: None,
        supervisor: None,
        full_names: true,
        picture: false,
        language: "zh".to_owned(),
        out: out.clone(),
    };
    let written = write_report(town.officer(), &order, &Unwatched).expect("the report is written");
    assert_eq!(written.persons, 4, "she is counted");
    let text = std::fs::read_to_string(out).expect("the report");
    assert!(text.contains("受保护") && text.contains("张三"), "a row stands for her");
    assert!(!text.contains("李四") && !text.contains("13900005678"), "and does not name her");
}

#[test]
fn only_the_named_role_protects_and_lifts() {
    let Shelter { town, li, .. } = Shelter::new();
    let fields = [edit("person", &li), edit("granted_by", "李四")];
    let added = add(town.officer(), "protection", &fields, &[], None).expect_err("an officer protects nobody");
    assert_eq!(added.code, ErrorCode::Refused, "the role is named: {added}");
    let standing = town.person(&li, None).protection.expect("it stands").id;
    let lift = [edit("to", "2026-09-21")];
    let lifted = amend(town.officer(), "protection", &standing, &lift, None).expect_err("nor lifts it");
    assert_eq!(lifted.code, ErrorCode::Refused, "the same");
    amend(town.asking(), "protection", &standing, &lift, None).expect("the care officer lifts it");
    let page = person(town.officer(), &li, None).expect("her page");
    assert!(!page.address_hidden && open_stay(&page).open, "from then on the page is like any other");
}
