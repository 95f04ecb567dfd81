//! Buildings that are raised and changed while people live in them: nobody is lost, either direction of a room's history
//! can be walked, and each change is taken back as one.

use crate::bench::Bench;
use crate::estate::{form, order, place, set, written};
use louce_app::community::community;
use louce_app::import::undo::undo;
use louce_app::people::{form_household, move_together};
use louce_app::record::add;
use louce_app::space;
use louce_wire::{
    BandForm, BandNumberingForm, BlockChange, BlockForm, ErrorCode, FloorLabelForm, FloorSkipForm, FormHousehold,
    FormSource, MoveTogether, NumberingForm, PlannedRoomRow, RoomChangeForm, RoomEnding, RoomExceptionForm, RoomSplit,
    SkippedFloorForm, SplitForm,
};

fn names(residents: &[louce_wire::ResidentRow]) -> Vec<&str> {
    let mut names: Vec<&str> = residents.iter().map(|resident| resident.name.as_str()).collect();
    names.sort_unstable();
    names
}

fn linked(links: &[louce_wire::LinkRow], role: &str) -> Vec<String> {
    let mut ids: Vec<String> = links.iter().filter(|link| link.role == role).map(|link| link.id.clone()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn every_numbering_style_is_raised_and_found_again_by_what_stands_on_the_door() {
    let styles = [
        (NumberingForm::FloorSerial, ["1", "2"], "301", "1幢2单元301"),
        (NumberingForm::PaddedFloorSerial, ["1", "2"], "0301", "2幢2单元0301"),
        (NumberingForm::UnitLetter, ["A", "B"], "B301", "3幢B301"),
        (NumberingForm::UnitDash, ["1", "2"], "2-301", "4-2-301"),
        (NumberingForm::Suffix, ["1", "2"], "301室", "5幢2单元301室"),
        (NumberingForm::ChineseFloorSide, ["1", "2"], "三层东", "6幢2单元三层东"),
    ];
    let bench = Bench::new();
    for (at, (numbering, units, door, sought)) in (1..).zip(styles) {
        let asked = BlockForm { numbering, ..form(&units, 6, 2) };
        let preview = space::plan_block(bench.asking(), None, Some(&asked)).expect("the form is previewed");
        assert!(preview.problems.is_empty(), "{door}: {:?}", preview.problems);
        let last = |row: &&PlannedRoomRow| row.unit.as_deref() == Some(units[1]) && row.door == door;
        let planned = preview.rooms.iter().find(last).unwrap_or_else(|| panic!("{door} stands on no door"));
        let building = bench.raise(&at.to_string(), asked);
        let cells = bench.cells(&building, None);
        assert_eq!(cells.len(), 24, "{door}: 2 units × 6 floors × 2 rooms");
        let room = cells.iter().find(|cell| cell.unit == planned.unit && cell.number == planned.number);
        let room = room.unwrap_or_else(|| panic!("{door} is registered as {}", planned.number));
        let hits = bench.found(sought);
        let found = hits.first().and_then(|hit| hit.room_id.clone());
        assert_eq!(found.as_ref(), Some(&room.id), "{sought} leads to the room, best first: {hits:?}");
    }
}

#[test]
fn a_block_with_everything_a_form_can_ask_stands_as_it_was_previewed() {
    let bench = Bench::new();
    let shops = BandForm {
        floors: vec!["1".to_owned()],
        units: Vec::new(),
        kind: "shop".to_owned(),
        rooms: 3,
        whole_floor: true,
        numbering: BandNumberingForm::Street { street: Some("澄浪路".to_owned()), start: 201, step: 2 },
    };
    let garages = BandForm {
        floors: vec!["B1".to_owned()],
        units: Vec::new(),
        kind: "garage".to_owned(),
        rooms: 4,
        whole_floor: true,
        numbering: BandNumberingForm::Serial { prefix: "车库".to_owned(), start: 1 },
    };
    let exception = |number: &str, change| RoomExceptionForm { unit: None, number: number.to_owned(), change };
    let asked = BlockForm {
        floors_below: 1,
        skipped_floors: vec![SkippedFloorForm { floor: 4, how: FloorSkipForm::LabelJumps }],
        floor_labels: vec![FloorLabelForm { storey: 2, label: "夹层".to_owned(), takes_number: false }],
        bands: vec![shops, garages],
        room_exceptions: vec![
            exception("302", RoomChangeForm::MergedInto { number: "301".to_owned() }),
            exception("501", RoomChangeForm::Parts { names: vec!["A".to_owned(), "B".to_owned()] }),
            exception("502", RoomChangeForm::Missing),
        ],
        ..form(&[], 5, 2)
    };
    let preview = space::plan_block(bench.asking(), None, Some(&asked)).expect("the form is previewed");
    assert!(preview.problems.is_empty(), "all is well: {:?}", preview.problems);
    let storeys: Vec<&str> = preview.block.floors.iter().map(|floor| floor.label.as_str()).collect();
    assert_eq!(
        storeys,
        ["B1", "1F", "夹层", "2F", "3F", "5F"],
        "the mezzanine takes no number, the 4th is jumped over"
    );
    let building = bench.raise("7", asked);
    let view = bench.building(&building, None);
    let shape = |block: &louce_wire::BlockView| -> Vec<(i16, Vec<(String, u16)>)> {
        let cells = |floor: &louce_wire::FloorView| floor.rooms.iter().map(|r| (r.number.clone(), r.span)).collect();
        block.floors.iter().map(|floor| (floor.storey, cells(floor))).collect()
    };
    assert_eq!(shape(&view.block), shape(&preview.block), "what was looked at is what was built");
    assert_eq!(view.block_form, Some(preview.form), "and its form is kept with it");
    let third = view.block.floors.iter().find(|floor| floor.label == "3F").map(|floor| floor.rooms[0].span);
    assert_eq!(third, Some(2), "301 takes the place of 302 as well");
    let shop = bench.found("澄浪路203号");
    assert!(shop.iter().any(|hit| hit.kind == "room"), "a shop is found by its own door on the street: {shop:?}");
}

#[test]
fn a_form_with_faults_builds_nothing_and_says_where() {
    let bench = Bench::new();
    let broken = BlockForm { numbering: NumberingForm::UnitLetter, ..form(&["1", "2"], 6, 2) };
    let preview = space::plan_block(bench.asking(), None, Some(&broken)).expect("a preview shows faults");
    let fields: Vec<&str> = preview.problems.iter().map(|problem| problem.field.as_str()).collect();
    assert_eq!(fields, ["numbering"], "the style needs letters: {:?}", preview.problems);
    let error = space::raise_building(bench.asking(), &order("1", broken)).expect_err("it cannot be raised");
    assert_eq!(
        (error.code, error.field.as_deref()),
        (ErrorCode::Invalid, Some("numbering")),
        "and says so at the field"
    );
    bench.raise("1", form(&[], 2, 2));
    let twice = space::raise_building(bench.asking(), &order("1", form(&[], 2, 2))).expect_err("there is a 1幢");
    assert_eq!(twice.field.as_deref(), Some("name"), "the site has a building of this name");
}

#[test]
fn raising_a_building_is_undone_as_one() {
    let bench = Bench::new();
    let before = bench.everything();
    let raised = space::raise_building(bench.asking(), &order("9", form(&["1", "2"], 18, 4))).expect("raised");
    assert_eq!(written(&raised, "room").len(), 144, "2 units × 18 floors × 4 rooms");
    undo(bench.asking(), &raised.batch_id).expect("it is taken back");
    assert_eq!(bench.everything(), before, "site, building and rooms are gone");
}

#[test]
fn a_building_without_an_outline_finds_free_ground_beside_the_others() {
    let bench = Bench::new();
    let ring = vec![[121.5, 29.8], [121.5006, 29.8], [121.5006, 29.8002], [121.5, 29.8002]];
    let surveyed = louce_wire::RaiseBuilding { footprint: Some(ring), ..order("1", form(&["1"], 6, 2)) };
    space::raise_building(bench.asking(), &surveyed).expect("a surveyed building is raised");
    (2..=6).for_each(|n| drop(bench.raise(&n.to_string(), form(&["1", "2", "3"], 6, 2))));
    let map = community(bench.asking()).expect("the map opens");
    let boxes: Vec<[f32; 4]> = map
        .buildings
        .iter()
        .map(|outline| {
            let ring = outline.footprint.as_ref().unwrap_or_else(|| panic!("{} stands nowhere", outline.label));
            let edge = |axis: usize, least: bool| {
                ring.iter().map(|p| p[axis]).reduce(|a, b| if least { a.min(b) } else { a.max(b) }).expect("corners")
            };
            [edge(0, true), edge(1, true), edge(0, false), edge(1, false)]
        })
        .collect();
    for (at, a) in boxes.iter().enumerate() {
        for b in boxes.iter().skip(at + 1) {
            let apart = a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
            assert!(apart, "no building stands in another: {a:?} {b:?}");
        }
        assert!(a.iter().all(|edge| edge.abs() < 400.0), "they stand near each other: {a:?}");
    }
}

#[test]
fn a_split_flat_keeps_its_history_in_both_directions() {
    let bench = Bench::new();
    let building = bench.raise("3", form(&["1", "2"], 6, 2));
    let flat = bench.room_called(&building, "501");
    let (zhang, li) = (bench.moves_in(&flat, "张三", "2015-03-01"), bench.moves_in(&flat, "李四", "2018"));
    let before = bench.everything();

    let undecided =
        bench.split(&flat, "2026-06-01", &["501", "503"], &[(&zhang, 0)]).expect_err("李四 has no room yet");
    assert_eq!(undecided.field.as_deref(), Some("occupants"), "the officer is asked for the rest");
    assert!(undecided.zh.contains("李*") && !undecided.zh.contains("李四"), "by masked name: {undecided}");
    assert_eq!(bench.everything(), before, "and nothing was written");

    let split = bench.split(&flat, "2026-06-01", &["501", "503"], &[(&zhang, 0), (&li, 1)]).expect("the flat is split");
    let (kept, new) = (bench.room_called(&building, "501"), bench.room_called(&building, "503"));
    assert_ne!(kept, flat, "the new 501 is another room than the old one");
    let old = bench.room(&flat, None);
    assert!(!old.live && old.residents.is_empty(), "nobody lives in the old flat any more");
    assert_eq!(names(&old.former), ["张三", "李四"], "but it remembers who did");
    assert!(old.former.iter().all(|stay| stay.end_reason.as_deref() == Some("房屋变更")), "and that nobody moved");
    let mut followers = vec![kept.clone(), new.clone()];
    followers.sort_unstable();
    assert_eq!(linked(&old.links, "successor"), followers, "from the old flat to the new ones");
    assert_eq!(linked(&bench.room(&kept, None).links, "predecessor"), std::slice::from_ref(&flat), "and back");
    assert_eq!(names(&bench.room(&kept, None).residents), ["张三"], "as the officer said");
    assert_eq!(names(&bench.room(&new, None).residents), ["李四"], "as the officer said");
    assert_eq!(names(&bench.room(&flat, Some("2016-01-01")).residents), ["张三"], "who lived there in 2016");

    let view = bench.building(&building, None);
    assert_eq!(view.residents, 2, "two people live in the building, as before");
    assert_eq!(
        linked(&view.superseded, "split"),
        std::slice::from_ref(&flat),
        "the page lists what is no longer in use"
    );
    let has = |cells: &[louce_wire::RoomCell], id: &str| cells.iter().any(|cell| cell.id == id);
    assert!(!has(&bench.cells(&building, None), &flat), "the block draws rooms in use only");
    let past = bench.cells(&building, Some("2020-01-01"));
    assert!(has(&past, &flat) && !has(&past, &new), "in 2020 there was the one flat");
    let flat_then = past.iter().find(|cell| cell.id == flat).map(|cell| cell.residents);
    assert_eq!(flat_then, Some(2), "with both in it");
    let hits = bench.found("3幢1单元501");
    assert!(
        hits.iter().any(|hit| hit.room_id.as_deref() == Some(&flat) && hit.ended),
        "found, marked as ended: {hits:?}"
    );
    assert!(hits.iter().any(|hit| hit.room_id.as_deref() == Some(&kept) && !hit.ended), "beside the one in use");

    undo(bench.asking(), &split.batch_id).expect("the split is taken back");
    assert_eq!(bench.everything(), before, "everybody is back where they were");
    let back = bench.room(&flat, None);
    assert!(back.live && back.links.is_empty(), "the flat is in use again and knows of no other");
    assert_eq!(names(&back.residents), ["张三", "李四"], "with both in it");
}

#[test]
fn a_partitioned_flat_keeps_its_household_and_lets_a_part() {
    let bench = Bench::new();
    let building = bench.raise("3", form(&[], 2, 2));
    let flat = bench.room_called(&building, "201");
    let (owner, lodger) = (bench.moves_in(&flat, "张三", "2015"), bench.moves_in(&flat, "李四", "2020"));
    let split = RoomSplit {
        room_id: flat.clone(),
        on: Some("2026-06-01".to_owned()),
        into: SplitForm::PartsBeside,
        parts: vec!["B".to_owned()],
        occupants: vec![place(&lodger, 0)],
        note: Some("隔断出租".to_owned()),
    };
    space::split_room(bench.asking(), &split).expect("the flat is partitioned");
    let part = bench.room_called(&building, "201B");
    assert_eq!(names(&bench.room(&flat, None).residents), ["张三"], "{owner:?} stays where they were");
    assert_eq!(names(&bench.room(&part, None).residents), ["李四"], "the lodger is in the part");
    assert_eq!(linked(&bench.room(&part, None).links, "parent_room"), [flat], "which belongs to the flat");
}

#[test]
fn merged_flats_take_everybody_along_and_are_parted_again_by_undo() {
    let bench = Bench::new();
    let building = bench.raise("3", form(&[], 3, 2));
    let (one, two) = (bench.room_called(&building, "201"), bench.room_called(&building, "202"));
    bench.moves_in(&one, "张三", "2015");
    bench.moves_in(&two, "李四", "2016");
    let before = bench.everything();
    let merged = bench.merge(&[&one, &two], None, "2026-05-01").expect("the flats are joined");
    assert_eq!(names(&bench.room(&one, None).residents), ["张三", "李四"], "both live in the one that stays");
    assert_eq!(names(&bench.room(&two, None).former), ["李四"], "the other remembers");
    assert_eq!(
        linked(&bench.room(&one, None).links, "predecessor"),
        std::slice::from_ref(&two),
        "either knows of the other"
    );
    let wide = bench.cells(&building, None).into_iter().find(|cell| cell.id == one).map(|cell| cell.span);
    assert_eq!(wide, Some(2), "it is drawn as wide as both");
    let preview = space::plan_block(bench.asking(), Some(&building), None).expect("its form");
    assert_eq!((preview.source, preview.added), (FormSource::Stored, 0), "the kept form does not call for 202 again");
    undo(bench.asking(), &merged.batch_id).expect("the merger is taken back");
    assert_eq!(bench.everything(), before, "as it was");

    let renumbered = bench.merge(&[&two], Some("208"), "2026-05-01").expect("202 becomes 208");
    let new = bench.room_called(&building, "208");
    assert_eq!(names(&bench.room(&new, None).residents), ["李四"], "who lived in 202 lives in 208");
    let hit = bench.found("3幢208").into_iter().find(|hit| hit.room_id.as_deref() == Some(&new));
    assert!(hit.is_some(), "the new number is found");
    undo(bench.asking(), &renumbered.batch_id).expect("the renumbering is taken back");
    assert_eq!(bench.everything(), before, "as it was");
}

#[test]
fn a_floor_is_added_later_and_an_empty_surplus_room_ends() {
    let bench = Bench::new();
    let building = bench.raise("3", form(&[], 3, 2));
    let flat = bench.room_called(&building, "302");
    bench.moves_in(&flat, "张三", "2015");
    let before = bench.everything();
    let mut taller = space::plan_block(bench.asking(), Some(&building), None).expect("its form").form;
    taller.floors_above = 4;
    let preview = space::plan_block(bench.asking(), Some(&building), Some(&taller)).expect("a preview");
    assert_eq!((preview.added, preview.kept, preview.surplus.len()), (2, 6, 0), "two rooms come, six stay");
    let new: Vec<&str> =
        preview.rooms.iter().filter(|row| row.id.starts_with("new:")).map(|row| row.number.as_str()).collect();
    assert_eq!(new, ["401", "402"], "those of the new floor");
    let change = |form: &BlockForm, end_rooms: Vec<RoomEnding>| BlockChange {
        building_id: building.clone(),
        form: form.clone(),
        on: Some("2026-04-01".to_owned()),
        end_rooms,
        note: None,
    };
    let added = space::change_block(bench.asking(), &change(&taller, Vec::new())).expect("a floor is added");
    assert_eq!(bench.cells(&building, None).len(), 8, "eight rooms");
    assert_eq!(bench.cells(&building, Some("2020-01-01")).len(), 6, "six in 2020");
    assert_eq!(names(&bench.room(&flat, None).residents), ["张三"], "nobody was disturbed");
    let idle = space::change_block(bench.asking(), &change(&taller, Vec::new())).expect_err("nothing is left to do");
    assert_eq!(idle.code, ErrorCode::Invalid, "and it is said");
    undo(bench.asking(), &added.batch_id).expect("the floor is taken back");
    assert_eq!(bench.everything(), before, "as it was");

    let mut lower = taller.clone();
    lower.floors_above = 2;
    let preview = space::plan_block(bench.asking(), Some(&building), Some(&lower)).expect("a preview");
    let surplus: Vec<(&str, u32)> = preview.surplus.iter().map(|room| (room.label.as_str(), room.occupants)).collect();
    assert_eq!(surplus, [("301", 0), ("302", 1)], "the third floor is not called for, and somebody lives there");
    let end =
        |number: &str| RoomEnding { room_id: bench.room_called(&building, number), reason: "demolished".to_owned() };
    let refused = space::change_block(bench.asking(), &change(&lower, vec![end("302")])).expect_err("张三 lives there");
    assert!(refused.zh.contains("302"), "the room is named: {refused}");
    space::change_block(bench.asking(), &change(&lower, vec![end("301")])).expect("an empty room ends");
    let left: Vec<String> = bench.cells(&building, None).into_iter().map(|cell| cell.number).collect();
    assert_eq!(left, ["101", "102", "201", "202", "302"], "302 stays, called for or not");
}

#[test]
fn many_rooms_are_edited_in_one_command() {
    let bench = Bench::new();
    let building = bench.raise("3", form(&[], 3, 2));
    let rooms: Vec<String> = bench.cells(&building, None).into_iter().map(|cell| cell.id).collect();
    let before = bench.everything();
    let edits = [set("state", "let"), set("tenure", "自建房")];
    let edited = space::edit_rooms(bench.asking(), &rooms, &edits, None).expect("six rooms are let");
    assert_eq!(bench.building(&building, None).room_states.r#let, 6, "all of them");
    let one_by_one = space::edit_rooms(bench.asking(), &rooms, &[set("number", "101")], None).expect_err("one number");
    assert_eq!(one_by_one.field.as_deref(), Some("number"), "six rooms cannot have one number");
    let invalid =
        space::edit_rooms(bench.asking(), &rooms, &[set("state", "haunted")], None).expect_err("no such state");
    assert_eq!(invalid.field.as_deref(), Some("state"), "the field is named");
    undo(bench.asking(), &edited.batch_id).expect("the edit is taken back");
    assert_eq!(bench.everything(), before, "as it was");
}

#[test]
fn a_building_from_a_ledger_has_a_form_read_off_its_rooms() {
    let bench = Bench::new();
    let raised = bench.raise("3", form(&["1", "2"], 5, 3));
    let plain = space::plan_block(bench.asking(), Some(&raised), None).expect("stored").form;
    let rooms = (1..=2).flat_map(|unit| (1..=5).flat_map(move |floor| (1..=3).map(move |n| (unit, floor, n))));
    let row = |(unit, floor, n): (u32, u32, u32)| {
        format!("张某{unit}{floor}{n},男,示例苑8幢{unit}单元{floor}{n:02}室,1399000{unit}{floor}{n:02}\n")
    };
    let ledger = "姓名,性别,住址,联系电话\n".to_owned() + &rooms.map(row).collect::<String>();
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("人口台账.csv");
    std::fs::write(&file, ledger).expect("a ledger is written");
    let imported = bench.import(&file).expect("the ledger is imported");
    assert_eq!(imported.counts.added, 30, "a person in each room: {:?}", imported.counts);
    let hit = bench.found("示例苑8幢").into_iter().find(|hit| hit.kind == "building").expect("the building is there");
    let inferred = space::plan_block(bench.asking(), Some(&hit.id), None).expect("a form is read off");
    assert_eq!(inferred.source, FormSource::Inferred, "no form is kept with it");
    assert_eq!((inferred.added, inferred.kept, inferred.surplus.len()), (0, 30, 0), "it calls for exactly its rooms");
    assert_eq!((inferred.form.units, inferred.form.rooms_per_floor), (plain.units, 3), "as a person would say it");
}

#[test]
fn an_undo_puts_nobody_back_into_a_room_that_has_become_another() {
    let bench = Bench::new();
    let building = bench.raise("3", form(&[], 3, 2));
    let (one, two) = (bench.room_called(&building, "201"), bench.room_called(&building, "302"));
    let zhang = bench.moves_in(&one, "张三", "2015");
    let order = MoveTogether {
        stay_ids: vec![zhang.stay_id.clone().expect("a stay")],
        room_id: Some(two.clone()),
        on: Some("2026-01-01".to_owned()),
        end_reason: "moved_within".to_owned(),
        moved_to: None,
        take_household: false,
        note: None,
    };
    let moved = move_together(bench.asking(), &order).expect("张三 moves upstairs");
    let split = bench.split(&one, "2026-06-01", &["201", "203"], &[]).expect("the empty flat is split");
    let stranded = undo(bench.asking(), &moved.batch_id).expect_err("the flat he would go back to is gone");
    assert_eq!(stranded.code, ErrorCode::Conflict, "and the officer is told what to undo first: {stranded}");
    assert_eq!(names(&bench.room(&two, None).residents), ["张三"], "nothing happened");
    undo(bench.asking(), &split.batch_id).expect("first the split");
    undo(bench.asking(), &moved.batch_id).expect("then the move");
    assert_eq!(names(&bench.room(&one, None).residents), ["张三"], "he is back");
}

#[test]
fn what_is_let_counted_and_known_by_a_room_goes_along() {
    let bench = Bench::new();
    let building = bench.raise("3", form(&[], 3, 2));
    let flat = bench.room_called(&building, "201");
    let (zhang, li) = (bench.moves_in(&flat, "张三", "2015"), bench.moves_in(&flat, "李四", "2018"));
    let household = form_household(
        bench.asking(),
        &FormHousehold {
            household_id: None,
            stay_ids: zhang.stay_id.iter().cloned().collect(),
            head_person_id: Some(zhang.person_id.clone()),
            number: None,
            kind: None,
        },
    );
    household.expect("张三 is a household");
    let here = format!("room:{flat}");
    let add = |kind: &str, fields: &[louce_wire::FieldEdit]| {
        add(bench.asking(), kind, fields, &[], None).expect("the record is added")
    };
    add(
        "tenancy",
        &[set("place", &here), set("raw_address", "3幢201"), set("tenant_person", &li.person_id), set("from", "2018")],
    );
    add("space_address", &[set("place", &here), set("role", "main"), set("text", "澄浪路88号")]);
    let before = bench.everything();
    let split = bench.split(&flat, "2026-06-01", &["201", "203"], &[(&zhang, 1), (&li, 0)]).expect("split");
    let (one, two) = (bench.room_called(&building, "201"), bench.room_called(&building, "203"));
    let (one, two, old) = (bench.room(&one, None), bench.room(&two, None), bench.room(&flat, None));
    let open = |rows: &[louce_wire::RecordRow]| rows.iter().filter(|row| row.open).count();
    assert_eq!((open(&one.tenancies), open(&two.tenancies), open(&old.tenancies)), (1, 0, 0), "with the tenant");
    assert_eq!(old.tenancies.len(), 1, "the old room remembers whom it was let to");
    let counted = |room: &louce_wire::RoomView| room.households.iter().filter(|row| row.record.is_some()).count();
    assert_eq!((counted(&one), counted(&two)), (0, 1), "the household goes with its head");
    assert_eq!((open(&one.addresses), open(&two.addresses)), (1, 0), "the address with the number");
    let cells = bench.cells(&building, None);
    let let_out: Vec<(&str, u32)> = cells.iter().map(|cell| (cell.number.as_str(), cell.tenancies)).collect();
    assert!(let_out.contains(&("201", 1)) && let_out.contains(&("203", 0)), "the table counts it: {let_out:?}");
    undo(bench.asking(), &split.batch_id).expect("the split is taken back");
    assert_eq!(bench.everything(), before, "as it was");
    let old = bench.room(&flat, None);
    assert_eq!((open(&old.tenancies), counted(&old), open(&old.addresses)), (1, 1, 1), "all of it");
}
