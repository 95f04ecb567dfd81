//! Care notes: with consent, for the role that keeps them, and not a day longer than agreed.

use super::{Town, edit};
use louce_app::person::person;
use louce_app::record::{add, withdraw};
use louce_wire::ErrorCode;

#[test]
fn a_care_note_expires_by_itself() {
    let town = Town::new();
    let zhang = town.person_id("张三");
    let note = |consent: &str| {
        town.adds(
            "care_note",
            &[
                edit("person", &zhang),
                edit("kind", "hard_of_hearing"),
                edit("consent_by", "本人"),
                edit("consent_on", consent),
            ],
        )
    };
    let (old, new) = (note("2025-09-10"), note("2025-10-01"));
    let shown = |day: Option<&str>| -> Vec<String> {
        town.person(&zhang, day).care_notes.into_iter().map(|row| row.id).collect()
    };
    assert_eq!(shown(None), std::slice::from_ref(&new), "twelve months after consent the older one is gone by itself");
    assert_eq!(shown(Some("2026-01-01")), [old, new], "in winter both counted");
    assert!(shown(Some("2025-01-01")).is_empty(), "before anybody agreed there was none");
}

#[test]
fn a_care_note_needs_consent_and_a_review() {
    let town = Town::new();
    let zhang = town.person_id("张三");
    let bare = [edit("person", &zhang), edit("kind", "lives_alone")];
    assert_eq!(town.refused("care_note", &bare).field.as_deref(), Some("consent_on"), "nobody agreed");
    let late = [bare.as_slice(), &[edit("consent_on", "2026-09-01"), edit("review_on", "2027-10-01")]].concat();
    assert_eq!(town.refused("care_note", &late).field.as_deref(), Some("review_on"), "more than twelve months");
    let other = [edit("person", &zhang), edit("kind", "troublesome"), edit("consent_on", "2026-09-01")];
    assert_eq!(town.refused("care_note", &other).field.as_deref(), Some("kind"), "the list is closed");
}

#[test]
fn care_notes_are_for_the_role_that_keeps_them() {
    let town = Town::new();
    let zhang = town.person_id("张三");
    let fields = [
        edit("person", &zhang),
        edit("kind", "evacuation_help"),
        edit("consent_on", "2026-09-01"),
        edit("contact_name", "张大妹"),
        edit("contact_phones", "13900004321"),
    ];
    let note = town.adds("care_note", &fields);
    let page = person(town.officer(), &zhang, None).expect("an officer sees the person");
    assert!(page.care_notes.is_empty() && !page.may_see_care, "and not the note");
    let writes = add(town.officer(), "care_note", &fields, &[], None).expect_err("nor writes one");
    assert_eq!(writes.code, ErrorCode::Refused, "the role is named: {writes}");
    let takes = withdraw(town.officer(), "care_note", &note, None).expect_err("nor takes one back");
    assert_eq!(takes.code, ErrorCode::Refused, "the same");
    let told = louce_app::history::history(town.officer(), "care_note", &note).expect_err("nor reads its history");
    assert_eq!(told.code, ErrorCode::Refused, "the same");
    let lists = town.bench.everything();
    assert!(
        lists.iter().all(|(_, text)| !text.contains("13900004321") && !text.contains("evacuation_help")),
        "no list carries it"
    );
    for text in ["张大妹", "13900004321"] {
        assert_eq!(town.find(text).count, 0, "no search finds it by {text}");
    }
    assert_eq!(town.person(&zhang, None).care_notes.len(), 1, "the role that keeps it sees it");
}
