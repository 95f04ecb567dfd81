//! An organisation that moved three times answers any date; an employee who lives here unregistered is told.

use crate::bench::Bench;
use crate::estate::form;
use louce_app::office::mismatches;
use louce_app::room::Disclosure;
use louce_app::search::search;
use louce_app::timeline::timeline;

#[test]
fn an_organisation_that_moved_three_times_answers_any_date() {
    let bench = Bench::new();
    let (one, two) = (bench.raise("1", form(&["1"], 3, 2)), bench.raise("2", form(&["1"], 3, 2)));
    let rooms = [bench.room_called(&one, "101"), bench.room_called(&one, "201"), bench.room_called(&two, "301")];
    let company = bench.adds("organisation", &[("name", "示例商贸有限公司")]);
    let moves = [("2008-03", "2012-05-31"), ("2012-06-01", "2018"), ("2019-01-15", "")];
    for (room, (from, to)) in rooms.iter().zip(moves) {
        let place = format!("room:{room}");
        let mut fields =
            vec![("organisation", company.as_str()), ("role", "office"), ("place", &place), ("from", from)];
        fields.extend((!to.is_empty()).then_some(("to", to)));
        bench.adds("presence", &fields);
    }
    let registered = format!("room:{}", rooms[0]);
    bench.adds(
        "presence",
        &[("organisation", &company), ("role", "registered"), ("place", &registered), ("from", "2008")],
    );
    let office_on = |day: Option<&str>| {
        let page = bench.organisation(&company, day);
        let office = page.presences.into_iter().filter(|row| row.open && row.role == "办公地").map(|row| row.room_id);
        (office.flatten().collect::<Vec<_>>(), page.mismatches)
    };
    let cases = [
        ("2010-01-01", vec![rooms[0].clone()], vec!["missing_tax"], "the first rooms, where it is registered"),
        ("2015-06-01", vec![rooms[1].clone()], vec!["other_room", "missing_tax"], "upstairs in the same building"),
        ("2020", vec![rooms[2].clone()], vec!["other_building", "missing_tax"], "in another building"),
        ("2007", vec![], vec!["missing_office", "missing_registered", "missing_tax"], "not there yet"),
    ];
    for (day, at, disagree, why) in cases {
        let (offices, found) = office_on(Some(day));
        assert_eq!(offices, at, "{day}: {why}");
        assert_eq!(found, disagree, "{day}: {why}");
    }
    assert_eq!(office_on(None), office_on(Some("2026-09-21")), "today is a day as any other");

    let listed = mismatches(bench.asking(), Some("other_building"), 0, 50).expect("the list opens");
    assert_eq!((listed.count, listed.rows[0].codes.len()), (1, 2), "it is listed, with all that is to say: {listed:?}");
    assert_eq!(listed.rows[0].registered.as_ref().map(|link| &link.id), Some(&rooms[0]), "one click from the room");
    let on = |day| search(bench.asking(), "示例商贸", None, 5, Some(day)).expect("the search runs").hits;
    assert_eq!(on("2010").iter().map(|hit| hit.room_id.clone()).collect::<Vec<_>>(), [Some(rooms[0].clone())], "then");
    assert!(on("2006").is_empty(), "nobody of that name yet");
    let line = timeline(bench.asking(), "organisation", &company, Disclosure::Masked).expect("the timeline opens");
    let lanes: Vec<(&str, Option<&str>)> =
        line.entries.iter().map(|entry| (entry.lane.as_str(), entry.from.as_deref())).collect();
    let since = [Some("2008"), Some("2008-03"), Some("2012-06-01"), Some("2019-01-15")];
    assert_eq!(lanes, since.map(|from| ("presence", from)), "four addresses, earliest first");
}

#[test]
fn an_employee_who_lives_here_unregistered_is_told() {
    let bench = Bench::new();
    let building = bench.raise("3", form(&["1"], 5, 2));
    let (home, other) = (bench.room_called(&building, "501"), bench.room_called(&building, "302"));
    let company = bench.adds("organisation", &[("name", "示例商贸有限公司")]);
    let zhang = bench.moves_in(&home, "张三", "2020").person_id;
    bench.moves_in(&other, "李四", "2020");
    let (place, unregistered) = (format!("room:{home}"), format!("room:{other}"));
    let employs = |fields: &[(&str, &str)]| {
        let all: Vec<_> = [("organisation", company.as_str())].into_iter().chain(fields.iter().copied()).collect();
        bench.adds("employment", &all)
    };
    let cases = [
        (employs(&[("name", "张三"), ("person", &zhang), ("place", &place)]), "registered"),
        (employs(&[("name", "张三"), ("person", &zhang), ("place", &unregistered)]), "lives_here_unregistered"),
        (employs(&[("name", "冯新"), ("raw_address", "示例苑3幢1单元302室")]), "lives_here_unregistered"),
        (employs(&[("name", "陈远"), ("raw_address", "天边村9号")]), "unmatched"),
        (employs(&[("name", "褚无址")]), "person_unknown"),
    ];
    let page = bench.organisation(&company, None);
    for (id, expected) in &cases {
        let row = page.employments.iter().find(|row| row.record.id == *id).expect("every employee is listed");
        assert_eq!(row.check, *expected, "{:?}", row.record.title);
    }
    let before = bench.organisation(&company, Some("2015"));
    let row = before.employments.iter().find(|row| row.record.id == cases[0].0).expect("listed on any day");
    assert_eq!(row.check, "lives_here_unregistered", "in 2015 no stay said so yet");
}
