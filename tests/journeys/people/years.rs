//! A room and a person over ten years: any day is answered, as exactly as the dates allow.

use super::{Town, edit, names, open_stay, value};
use louce_app::amend::amend;
use louce_app::history::history;
use louce_app::move_in::OtherStays;
use louce_app::search::search;
use louce_wire::ErrorCode;

#[test]
fn a_room_with_ten_years_of_stays_answers_any_date() {
    let town = Town::new();
    let room = town.room_id("3-1-101");
    let stays = |name: &str, from: &str| town.newcomer(&room, name, &[edit("from", from)]).stay_id.expect("a stay");
    let first = stays("甲一", "2012-03-01");
    town.moves_out(&first, Some("2015-05-31"));
    let second = stays("乙二", "2015-06-01");
    town.moves_out(&second, Some("2019"));
    let third = stays("丙三", "2019-07");
    town.moves_out(&third, None);
    stays("丁四", "2022-01-15");

    let on = |day: &str| town.room(&room, Some(day));
    // 单雄 came with a ledger that gives no date: whether he lived there in any year is open.
    assert_eq!(names(&on("2010-01-01")), ["单雄"], "nobody else had come");
    assert_eq!(names(&on("2013-08-01")), ["单雄", "甲一"], "the first of them");
    assert_eq!(names(&on("2015-05-31")), ["单雄", "甲一"], "the last day counts");
    let summer = on("2015-06-01");
    assert_eq!(names(&summer), ["乙二", "单雄"], "the next day is the next one's");
    assert_eq!(summer.former.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(), ["甲一"], "who left before");
    let certain = |view: &louce_wire::RoomView, name: &str| {
        view.residents.iter().any(|resident| resident.name == name && !resident.possibly)
    };
    assert!(certain(&summer, "乙二") && !certain(&summer, "单雄"), "a day is certain, no date leaves it open");
    let overlap = on("2019-09-01");
    assert_eq!(names(&overlap), ["丙三", "乙二", "单雄"], "a year without a month may reach into autumn");
    assert!(!certain(&overlap, "乙二"), "possibly, and the page says so");
    assert_eq!(names(&on("2023-01-01")), ["丁四", "丙三", "单雄"], "who left on an unknown day may still be there");
    assert!(certain(&on("2023-01-01"), "丁四") && !certain(&on("2023-01-01"), "丙三"), "one for certain, one possibly");
    let today = town.room(&room, None);
    assert_eq!(names(&today), ["丁四", "单雄"], "today counts who is open");
    assert_eq!(today.former.len(), 3, "nobody is forgotten");
}

#[test]
fn a_person_is_found_by_old_number_new_number_and_former_name() {
    let town = Town::new();
    let zhang = town.person_id("张三");
    town.adds(
        "document",
        &[
            edit("person", &zhang),
            edit("kind", "111"),
            edit("number", "３３０２９９ ８００１０１１２１"),
            edit("to", "2004"),
        ],
    );
    town.adds("document", &[edit("person", &zhang), edit("kind", "414"), edit("number", "E12345678")]);
    amend(town.asking(), "person", &zhang, &[edit("former_name", "张小山")], None).expect("a former name");
    for text in ["330299198001011212", "330299800101121", "E12345678", "张小山", "zhang san"] {
        assert_eq!(town.person_id(text), zhang, "{text} leads to the one record");
    }
    let page = town.person(&zhang, None);
    let numbers: Vec<_> =
        page.documents.iter().map(|row| (value(&row.fields, "number").unwrap_or_default(), row.open)).collect();
    assert_eq!(
        numbers,
        [("E12345678", true), ("330299800101121", false)],
        "current ones first, the old number cleaned and kept"
    );
}

#[test]
fn the_history_of_a_person_is_retold_with_who_when_why_and_source() {
    let town = Town::new();
    let zhang = town.person_id("张三");
    amend(town.asking(), "person", &zhang, &[edit("phones", "13900009999")], Some("本人来电")).expect("corrected");
    let stay = open_stay(&town.person(&zhang, None)).id.clone();
    amend(town.asking(), "stay", &stay, &[edit("verified_on", "2026-09-20")], None).expect("checked");
    let told = history(town.asking(), "person", &zhang).expect("the history is told");
    let (newest, corrected) = (&told.entries[0], &told.entries[1]);
    assert_eq!(
        (newest.record_kind.as_str(), newest.changes[0].field.as_str()),
        ("stay", "verified_on"),
        "its stays belong to the story, newest first"
    );
    assert_eq!(corrected.user, "测试民警", "who");
    assert!(corrected.at_ms > 0.0 && corrected.at_ms <= newest.at_ms, "when");
    assert_eq!((corrected.purpose.is_empty(), corrected.note.as_deref()), (false, Some("本人来电")), "why");
    let change = &corrected.changes[0];
    assert_eq!(
        (change.old.as_deref(), change.new.as_deref()),
        (Some("13900001234"), Some("13900009999")),
        "what it was and became"
    );
    let created: Vec<_> = told.entries.iter().filter(|entry| entry.action == "created").collect();
    assert!(
        created.iter().all(|entry| entry.source.as_deref().is_some_and(|source| source.contains("人口台账.csv"))),
        "and from which row of which file: {created:?}"
    );
    let page = town.person(&zhang, None);
    let origin = |rows: &[louce_wire::FieldRow], name: &str| {
        rows.iter().find(|row| row.field == name).and_then(|row| row.origin.clone()).unwrap_or_default()
    };
    assert!(origin(&page.fields, "name").contains("人口台账.csv"), "a value leads to its ledger");
    assert_eq!(origin(&page.fields, "phones"), "测试民警", "a corrected one to who corrected it");
    assert_eq!(origin(&page.stays[0].fields, "verified_on"), "测试民警", "of a stay as well");
}

#[test]
fn the_page_of_a_day_shows_the_stay_of_that_day() {
    let town = Town::new();
    let (zhang, other) = (town.person_id("张三"), town.room_id("3-1-201"));
    let stay = open_stay(&town.person(&zhang, None)).id.clone();
    amend(town.asking(), "stay", &stay, &[edit("from", "2010-01-01")], None).expect("since when");
    town.moves_in(&other, &zhang, &[edit("from", "2020-05-01")], OtherStays::End).expect("moved");
    let rooms = |day: Option<&str>| -> Vec<String> {
        town.person(&zhang, day).stays.iter().filter_map(|stay| stay.room_id.clone()).collect()
    };
    assert_eq!(rooms(Some("2015-06-01")), [town.room_id("3-2-501")], "then he lived here");
    assert_eq!(rooms(Some("2021-01-01")), [other], "later there");
    assert_eq!(rooms(None).len(), 2, "today the page shows both, the former as former");
    let found = |day: &str| search(town.asking(), "张三", None, 5, Some(day)).expect("the search is answered");
    assert_eq!(found("2015-06-01").hits[0].room_id, Some(town.room_id("3-2-501")), "a search of that day leads there");
    assert_eq!(found("2009-01-01").count, 0, "before he came nobody is found");
    let wrong = louce_app::person::person(town.asking(), &zhang, Some("June 2015")).expect_err("no date");
    assert_eq!((wrong.code, wrong.field.as_deref()), (ErrorCode::Invalid, Some("as_of")), "the form is told: {wrong}");
}

#[test]
fn the_end_of_a_former_stay_can_be_put_right_but_not_undone_by_hand() {
    let town = Town::new();
    let li = town.person_id("李四");
    let stay = open_stay(&town.person(&li, None)).id.clone();
    let set = |edits: &[louce_wire::FieldEdit]| amend(town.asking(), "stay", &stay, edits, None);
    let open = set(&[edit("to", "2026-01-01")]).expect_err("an open stay does not end by a form");
    assert_eq!(open.field.as_deref(), Some("to"), "the user is sent to moving out: {open}");
    town.moves_out(&stay, Some("2026-08"));
    set(&[edit("to", "2026-07-15"), edit("end_reason", "1")]).expect("the day was another, and so was the reason");
    let clear = louce_wire::FieldEdit { field: "to".into(), value: None, was: None };
    let reason = louce_wire::FieldEdit { field: "end_reason".into(), value: None, was: None };
    let reopened = set(&[clear, reason]).expect_err("nobody comes back by editing");
    assert!(reopened.zh.contains("重新办理迁入"), "the user is told how: {reopened}");
    let ahead = set(&[edit("to", "2027-01-01")]).expect_err("a day ahead");
    assert_eq!(ahead.field.as_deref(), Some("to"), "which field: {ahead}");
}
