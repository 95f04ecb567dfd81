//! What only a command may write is not written past it.

use super::{Town, edit, open_stay};
use louce_app::amend::amend;
use louce_app::asking::{Asking, Session};
use louce_app::permission::Role;
use louce_app::search::search;
use louce_app::space::merge_rooms;
use louce_app::{duplicates, import, people};
use louce_wire::{ErrorCode, FieldEdit, MoveTogether, RoomMerge};

/// 501 gets another number.
fn renumbered(town: &Town) -> String {
    let room = town.room_id("3-2-501");
    let order = RoomMerge { room_ids: vec![room.clone()], number: Some("502".to_owned()), on: None, note: None };
    merge_rooms(town.asking(), &order).expect("the room gets another number");
    room
}

#[test]
fn a_room_that_became_another_is_not_brought_back_by_clearing_its_dates() {
    let town = Town::new();
    let room = renumbered(&town);
    let clear = |field: &str| FieldEdit { field: field.to_owned(), value: None, was: None };
    for edits in [vec![clear("valid_to"), clear("end_reason")], vec![edit("end_reason", "demolished")]] {
        let refused = amend(town.asking(), "room", &room, &edits, None).expect_err("it would stand twice");
        assert_eq!(refused.code, ErrorCode::Invalid, "the undo is named instead: {refused}");
    }
    amend(town.asking(), "room", &room, &[edit("remark", "旧门牌")], None).expect("its other fields can be put right");
    let other = town.room_id("3-1-201");
    let merged = amend(town.asking(), "room", &other, &[edit("end_reason", "merged")], None);
    assert!(merged.is_err(), "nor does one become another without a successor");
}

#[test]
fn verdicts_and_the_history_of_rooms_are_changed_by_their_own_commands() {
    let town = Town::new();
    let (one, other) = (town.person_id("张三"), town.person_id("李四"));
    let verdict = duplicates::link(town.asking(), &one, &other, "different", None).expect("a verdict").id;
    for (field, value) in [("verdict", "same"), ("to", "2026-09-01"), ("from", "2020")] {
        let refused = amend(town.asking(), "identity_link", &verdict, &[edit(field, value)], None);
        assert!(refused.is_err(), "{field} of a verdict is written with the verdict");
    }
    amend(town.asking(), "identity_link", &verdict, &[edit("reason", "已核对")], None).expect("its reason is free");
    let building = town.room(&town.room_id("3-1-101"), None).building_id;
    let spec = amend(town.asking(), "building", &building, &[edit("block_spec", "{}")], None);
    assert!(spec.is_err(), "how rooms are numbered is changed with the rooms");
}

#[test]
fn a_clerk_takes_back_imports_and_not_what_an_officer_moved() {
    let town = Town::new();
    let stay = open_stay(&town.person(&town.person_id("张三"), None)).id.clone();
    let order = MoveTogether {
        stay_ids: vec![stay],
        room_id: Some(town.room_id("3-1-201")),
        on: Some("2026-09-01".to_owned()),
        end_reason: "moved_within".to_owned(),
        moved_to: None,
        take_household: false,
        note: None,
    };
    let batch = people::move_together(town.asking(), &order).expect("somebody moves").batch_id;
    let clerk = Session { roles: vec![Role::Clerk], ..town.bench.session.clone() };
    let asking = Asking { host: town.bench.machine.as_ref(), session: &clerk };
    let refused = import::undo::undo(asking, &batch).expect_err("a clerk moves nobody");
    assert_eq!(refused.code, ErrorCode::Refused, "the role is named: {refused}");
    import::undo::undo(town.officer(), &batch).expect("an officer takes it back");
}

#[test]
fn a_search_for_a_page_of_text_is_refused_at_once() {
    let town = Town::new();
    let refused = search(town.asking(), &"长".repeat(100_000), None, 5, None).expect_err("too long to look up");
    assert_eq!(refused.code, ErrorCode::Invalid, "the user is told to shorten it: {refused}");
    search(town.asking(), &"长".repeat(200), None, 5, None).expect("a long address is looked up");
}
