//! Households: formed, moved in one command, called back; one main home for each.

use super::{Town, edit, open_stay, value};
use louce_app::amend::amend;
use louce_app::import::undo::undo;
use louce_app::move_in::OtherStays;
use louce_app::people::{edit_stays, form_household, move_together};
use louce_wire::{ErrorCode, FormHousehold, MoveTogether, StaysEdit};

struct Family {
    town: Town,
    head: String,
    wife: String,
    household: String,
}

impl Family {
    fn formed() -> Self {
        let town = Town::new();
        let (head, wife) = (town.person_id("张三"), town.person_id("李四"));
        town.adds("kinship", &[edit("person", &head), edit("relative", &wife), edit("relation", "妻")]);
        let mut family = Self { town, head, wife, household: String::new() };
        let order = FormHousehold {
            household_id: None,
            stay_ids: family.stays(),
            head_person_id: Some(family.head.clone()),
            number: Some("0501".to_owned()),
            kind: None,
        };
        let written = form_household(family.town.asking(), &order).expect("a household is formed");
        family.household = written.records.iter().find(|record| record.kind == "household").expect("one").id.clone();
        family
    }

    fn stays(&self) -> Vec<String> {
        [&self.head, &self.wife].map(|person| open_stay(&self.town.person(person, None)).id.clone()).to_vec()
    }

    fn order(&self, room: Option<&str>) -> MoveTogether {
        MoveTogether {
            stay_ids: self.stays(),
            room_id: room.map(str::to_owned),
            on: Some("2026-09-01".to_owned()),
            end_reason: "moved_within".to_owned(),
            moved_to: None,
            take_household: true,
            note: Some("换房".to_owned()),
        }
    }
}

#[test]
fn a_household_is_formed_of_those_who_are_there() {
    let family = Family::formed();
    let room = family.town.room(&family.town.room_id("3-2-501"), None);
    assert_eq!(room.households.len(), 1, "both are counted in it: {:?}", room.households);
    let household = &room.households[0];
    assert_eq!(household.head_person_id.as_ref(), Some(&family.head), "the head is who was chosen");
    assert_eq!(household.stay_ids, family.stays(), "head first");
    let head = family.town.person(&family.head, None);
    assert_eq!(value(&open_stay(&head).fields, "relation_code"), Some("02"), "the head is 户主");
    let wife = family.town.person(&family.wife, None);
    assert_eq!(
        value(&open_stay(&wife).fields, "relation_code"),
        Some("12"),
        "what is recorded of the two fills the gap"
    );
    assert!(
        head.relatives.iter().any(|link| link.id == family.wife && link.role == "household"),
        "each is on the other's page"
    );
    let stranger = FormHousehold {
        household_id: None,
        stay_ids: family.stays(),
        head_person_id: Some(family.town.person_id("孙七")),
        number: None,
        kind: None,
    };
    let refused = form_household(family.town.asking(), &stranger).expect_err("the head lives elsewhere");
    assert_eq!(refused.field.as_deref(), Some("head_person_id"), "nobody is counted where they do not live: {refused}");
}

#[test]
fn a_household_moves_in_one_command_and_is_called_back_in_one() {
    let family = Family::formed();
    let town = &family.town;
    let (old, new) = (town.room_id("3-2-501"), town.room_id("3-1-101"));
    let before = town.bench.everything();
    let moved = move_together(town.asking(), &family.order(Some(&new))).expect("they move");
    assert_eq!(town.room(&old, None).residents.len(), 0, "the old home is empty");
    assert_eq!(town.room(&old, None).former.len(), 2, "and remembers them");
    let there = town.room(&new, None);
    assert_eq!(
        there.households[0].stay_ids.len(),
        2,
        "they are counted together in the new one: {:?}",
        there.households
    );
    assert_eq!(
        there.households[0].record.as_ref().map(|row| row.id.as_str()),
        Some(family.household.as_str()),
        "the household went with them"
    );
    let wife = town.person(&family.wife, None);
    assert_eq!(value(&open_stay(&wife).fields, "relation_code"), Some("12"), "she is still his wife");
    assert_eq!(wife.stays.len(), 2, "one stay ended, one began");
    let ended = wife.stays.iter().find(|stay| !stay.open).expect("the former one");
    assert_eq!(value(&ended.fields, "end_reason"), Some("moved_within"), "with its reason");
    assert!(value(&ended.fields, "moved_to").is_some_and(|to| to.contains("101")), "and where to");
    undo(town.asking(), &moved.batch_id).expect("the move is called back");
    assert_eq!(town.bench.everything(), before, "everything is as it was");
}

#[test]
fn who_stays_behind_is_no_longer_counted_in_a_household_that_left() {
    let family = Family::formed();
    let town = &family.town;
    let alone = MoveTogether { stay_ids: family.stays()[..1].to_vec(), ..family.order(Some(&town.room_id("3-1-101"))) };
    move_together(town.asking(), &alone).expect("the head goes, and takes the household");
    let wife = town.person(&family.wife, None);
    assert_eq!(value(&open_stay(&wife).fields, "household"), None, "she is counted in none: nobody is carried along");
    assert!(wife.relatives.iter().all(|link| link.role != "household"), "and lives with nobody: {:?}", wife.relatives);
}

#[test]
fn a_move_that_cannot_be_is_refused_whole() {
    let family = Family::formed();
    let town = &family.town;
    let (old, new) = (town.room_id("3-2-501"), town.room_id("3-1-201"));
    let before = town.bench.everything();
    let refused = |order: &MoveTogether| move_together(town.asking(), order).expect_err("it is refused");
    let died = MoveTogether { end_reason: "1".to_owned(), ..family.order(Some(&new)) };
    assert_eq!(refused(&died).field.as_deref(), Some("end_reason"), "nobody lives on after that");
    let ahead = MoveTogether { on: Some("2030".to_owned()), ..family.order(Some(&new)) };
    assert_eq!(refused(&ahead).field.as_deref(), Some("on"), "a day ahead");
    assert_eq!(refused(&family.order(Some(&old))).field.as_deref(), Some("room_id"), "they live there already");
    let end = [edit("valid_to", "2026-09-01"), edit("end_reason", "demolished")];
    let inhabited = amend(town.asking(), "room", &old, &end, None).expect_err("people live there");
    assert_eq!(inhabited.code, ErrorCode::Conflict, "a room is not ended over its people: {inhabited}");
    let sun = open_stay(&town.person(&town.person_id("孙七"), None)).id.clone();
    assert_eq!(town.bench.everything(), before, "nothing of it was written");
    town.moves_out(&sun, Some("2026-08-01"));
    amend(town.asking(), "room", &new, &end, None).expect("an empty one is ended");
    assert!(!town.room(&new, None).live && town.room(&new, Some("2020-01-01")).live, "it was in use then");
    let gone = refused(&family.order(Some(&new)));
    assert!(gone.zh.contains("已停用"), "nobody moves into a room that is gone: {gone}");
    let single = town.moves_in(&new, &town.person_id("单雄"), &[], OtherStays::End).expect_err("nor alone");
    assert_eq!(single.field.as_deref(), Some("room_id"), "the same rule: {single}");
}

#[test]
fn a_second_main_home_is_flagged_or_the_first_one_ends() {
    let town = Town::new();
    let (zhang, room) = (town.person_id("张三"), town.room_id("3-1-201"));
    let refused = town.moves_in(&room, &zhang, &[], OtherStays::Keep).expect_err("the caller must choose");
    assert_eq!(
        (refused.code, refused.field.as_deref()),
        (ErrorCode::Conflict, Some("role")),
        "what to choose: {refused}"
    );
    let further =
        town.moves_in(&room, &zhang, &[edit("role", "additional")], OtherStays::Keep).expect("a further home");
    assert_eq!(town.person(&zhang, None).stays.iter().filter(|stay| stay.open).count(), 2, "both are open");
    let stay = further.stay_id.expect("a stay");
    let promoted = amend(town.asking(), "stay", &stay, &[edit("role", "main")], None).expect_err("two main homes");
    assert_eq!(promoted.code, ErrorCode::Conflict, "not by a form either: {promoted}");
}

#[test]
fn several_stays_are_edited_as_one() {
    let family = Family::formed();
    let town = &family.town;
    let edits = vec![edit("verified_on", "2026-09-20"), edit("dwelling_kind", "租赁房屋")];
    let order = StaysEdit { stay_ids: family.stays(), edits, note: None };
    let written = edit_stays(town.asking(), &order).expect("both are edited");
    assert_eq!(written.records.len(), 2, "each stay is named");
    let wife = town.person(&family.wife, None);
    assert_eq!(value(&open_stay(&wife).fields, "dwelling_kind"), Some("02"), "the word became its code");
    undo(town.asking(), &written.batch_id).expect("and is taken back as one");
    let wife = town.person(&family.wife, None);
    assert_eq!(value(&open_stay(&wife).fields, "verified_on"), None, "as it was");
    let bad = StaysEdit { stay_ids: family.stays(), edits: vec![edit("permit_until", "soon")], note: None };
    assert_eq!(
        edit_stays(town.asking(), &bad).expect_err("no date").field.as_deref(),
        Some("permit_until"),
        "the field is named"
    );
}
