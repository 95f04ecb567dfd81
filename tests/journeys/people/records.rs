//! Records added by hand: what they need, what follows from them, how they are taken back.

use super::{Town, edit, open_stay, value};
use louce_app::amend::amend;
use louce_app::population::CLASS_CUT;
use louce_app::record::{add, withdraw};
use louce_wire::ErrorCode;

#[test]
fn a_visit_checks_the_stays_of_those_met_and_keeps_the_promise() {
    let town = Town::new();
    let (zhang, room) = (town.person_id("张三"), town.room_id("3-2-501"));
    let place = edit("place", &format!("room:{room}"));
    let promise = [place.clone(), edit("on", "2026-08-01"), edit("purpose", "宣传"), edit("again_on", "2026-09-10")];
    let first = add(town.asking(), "visit", &promise, &[], None).expect("a promise to call again").id;
    let check = [place, edit("on", "2026-09-12"), edit("purpose", "verification"), edit("content", "核对人口信息")];
    let second = add(town.asking(), "visit", &check, std::slice::from_ref(&zhang), None).expect("a visit").id;
    let page = town.person(&zhang, None);
    assert_eq!(value(&open_stay(&page).fields, "verified_on"), Some("2026-09-12"), "the stay was checked at the door");
    assert_eq!(page.visits.len(), 1, "the visit is on the page of whom it met");
    let rows = town.room(&room, None).visits;
    assert_eq!(
        rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(),
        [second.as_str(), first.as_str()],
        "latest first"
    );
    assert!(rows[0].links.iter().any(|link| link.role == "met" && link.id == zhang), "who was met can be walked to");
    assert_eq!(value(&rows[1].fields, "kept_on"), Some("2026-09-12"), "the promise is kept");
    assert!(rows[0].subtitle.contains("示例苑3幢2单元501室"), "the place gives the address");
    let used = withdraw(town.asking(), "person", &zhang, None).expect_err("others refer to the person");
    assert_eq!(used.code, ErrorCode::Conflict, "they are to be taken back first: {used}");
    withdraw(town.asking(), "visit", &second, Some("录错")).expect("a visit goes with whom it met");
    assert!(town.person(&zhang, None).visits.is_empty(), "it is on no page");
    let told = louce_app::history::history(town.asking(), "visit", &second).expect("its history");
    assert_eq!(
        (told.entries[0].action.as_str(), told.entries[0].note.as_deref()),
        ("undone", Some("录错")),
        "but in the history, with who and why"
    );
}

#[test]
fn a_tenancy_sets_the_state_of_the_room_when_the_officer_says_so() {
    let town = Town::new();
    let (room, sun) = (town.room_id("3-1-101"), town.person_id("孙七"));
    let fields = [
        edit("place", &format!("room:{room}")),
        edit("landlord_person", &sun),
        edit("from", "2026-01-01"),
        edit("room_state", "let"),
    ];
    let tenancy = town.adds("tenancy", &fields);
    let page = town.room(&room, None);
    assert_eq!(page.state, "let", "the officer said so");
    assert!(
        page.tenancies[0].links.iter().any(|link| link.role == "landlord_person" && link.id == sun),
        "the landlord can be walked to"
    );
    assert_eq!(town.person(&sun, None).tenancies[0].id, tenancy, "and back");
    assert_eq!(town.room(&room, Some("2025-06-01")).tenancies.len(), 0, "a year earlier it was not let");
    town.adds("inspection", &[edit("tenancy", &tenancy), edit("on", "2026-09-01")]);
    let row = &town.room(&room, None).tenancies[0];
    assert_eq!(value(&row.fields, "inspected_on"), Some("2026-09-01"), "an inspection says so at what was inspected");
    let ended =
        amend(town.asking(), "tenancy", &tenancy, &[edit("to", "2026-09-10")], None).expect_err("why did it end");
    assert_eq!(ended.field.as_deref(), Some("end_reason"), "a reason is asked for: {ended}");
}

#[test]
fn what_cannot_stand_is_refused_with_the_field() {
    let town = Town::new();
    let zhang = town.person_id("张三");
    let field = |kind: &str, fields: &[louce_wire::FieldEdit]| town.refused(kind, fields).field;
    assert_eq!(field("document", &[edit("number", "E1")]).as_deref(), Some("person"), "whose is it");
    assert_eq!(field("document", &[edit("person", &zhang)]).as_deref(), Some("number"), "a document has a number");
    assert_eq!(field("visit", &[edit("on", "2026-09-01")]).as_deref(), Some("place"), "a visit is somewhere");
    assert_eq!(
        field("kinship", &[edit("person", &zhang), edit("relative", &zhang)]).as_deref(),
        Some("relative"),
        "nobody is their own kin"
    );
    assert_eq!(
        field("document", &[edit("person", &zhang), edit("number", "E1"), edit("remark", &"长".repeat(501))])
            .as_deref(),
        Some("remark"),
        "five hundred characters"
    );
    assert_eq!(
        field("document", &[edit("person", &zhang), edit("number", "E1"), edit("religion", "x")]).as_deref(),
        Some("religion"),
        "a field that does not exist"
    );
    assert!(town.refused("stay", &[edit("person", &zhang)]).zh.contains("迁入"), "a stay begins by moving in");
}

#[test]
fn the_class_follows_from_the_data_unless_an_officer_says_why_not() {
    let town = Town::new();
    let (zhang, room) = (town.person_id("张三"), town.room_id("3-2-501"));
    let building = town.room(&room, None).building_id;
    amend(town.asking(), "building", &building, &[edit("division_code", "330299")], None).expect("where it stands");
    let set =
        |field: &str, value: &str| amend(town.asking(), "person", &zhang, &[edit(field, value)], None).expect("set");
    let class = || town.person(&zhang, None).class.expect("a class");
    set("hukou_division", "330299");
    assert_eq!((class().code.as_str(), class().derived), ("resident", None), "the same county");
    set("hukou_division", "330298");
    assert_eq!(class().code, "lodger", "another county of the same prefecture");
    assert!(
        class().basis_zh.contains("330298") && class().basis_en.contains("330299"),
        "what it rests on: {:?}",
        class()
    );
    let cut = |to: &str| {
        let context = louce_store::WriteContext {
            user: town.bench.session.user,
            role: "officer".to_owned(),
            action: "setting".to_owned(),
            purpose: None,
            batch: None,
            at_ms: 1,
            note: None,
        };
        let json = format!("\"{to}\"");
        town.bench
            .session
            .register
            .write(&context, |tx| tx.set_setting(CLASS_CUT, &json))
            .expect("the setting is kept");
    };
    cut("prefecture");
    assert_eq!(class().code, "resident", "where the city counts as one");
    cut("county");
    let stay = open_stay(&town.person(&zhang, None)).id.clone();
    let state = |edits: &[louce_wire::FieldEdit]| amend(town.asking(), "stay", &stay, edits, None);
    let silent = state(&[edit("stated_class", "流动")]).expect_err("against the data, without a word");
    assert_eq!(silent.field.as_deref(), Some("class_reason"), "why? {silent}");
    state(&[edit("stated_class", "流动"), edit("class_reason", "户口正在迁出")]).expect("with a reason");
    assert_eq!((class().code.as_str(), class().derived.as_deref()), ("floating", Some("lodger")), "both are shown");
    assert!(class().basis_zh.contains("户口正在迁出"), "with the officer's reason");
    let resident =
        town.room(&room, None).residents.into_iter().find(|row| row.person_id == zhang).expect("he lives here");
    assert_eq!(resident.class.as_deref(), Some("floating"), "the room says the same");
}

#[test]
fn a_passport_makes_a_person_from_abroad_and_a_mainland_number_does_not() {
    let town = Town::new();
    let room = town.room_id("3-2-501");
    let guest = town.newcomer(&room, "John Smith", &[]).person_id;
    let class = |id: &str| town.person(id, None).class.map(|class| class.code);
    town.adds("document", &[edit("person", &guest), edit("kind", "普通护照"), edit("number", "E7654321")]);
    assert_eq!(class(&guest).as_deref(), Some("foreign"), "registered by a passport");
    let zhang = town.person_id("张三");
    let before = class(&zhang);
    town.adds("document", &[edit("person", &zhang), edit("kind", "414"), edit("number", "E1234567")]);
    assert_eq!(class(&zhang), before, "a passport beside a mainland number changes nothing");
}

#[test]
fn consistency_of_register_and_residence_is_derived() {
    let town = Town::new();
    let zhang = town.person_id("张三");
    let found = || town.person(&zhang, None).residence_match.map(|row| row.code);
    let set = |kind: &str, id: &str, field: &str, value: &str| {
        amend(town.asking(), kind, id, &[edit(field, value)], None).expect("set");
    };
    let stay = open_stay(&town.person(&zhang, None)).id.clone();
    set("person", &zhang, "hukou_site", "示例苑");
    assert_eq!(found().as_deref(), Some("consistent"), "register and home are here");
    set("stay", &stay, "actual_residence", "示例市另一处");
    assert_eq!(found().as_deref(), Some("hukou_only"), "the register is here, the person lives elsewhere");
    set("person", &zhang, "hukou_site", "别处小区");
    assert_eq!(found().as_deref(), Some("person_only"), "the register is elsewhere");
}
