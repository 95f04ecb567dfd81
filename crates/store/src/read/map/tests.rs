//! The map is read in the same few statements however large the register is, along indexes that hold what is asked.

use super::{MapScope, RoomFigure, Since};
use crate::connection::seen;
use crate::error::Result;
use crate::mint::Minter;
use crate::read::Reader;
use crate::read::plans::{One, create, one, plan_of, register};
use crate::write::{Pace, WriteTx};
use louce_domain::finding::{FindingCode, Reminders};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// A register of so many buildings, each with a room, a stay and a presence.
fn town(buildings: usize) -> (Connection, Vec<One>) {
    let (connection, context) = register();
    let mut minter = Minter::new([0; 32]);
    let mut tx = WriteTx::begin(&connection, &context, &mut minter, Pace::Steady).unwrap();
    let made: Vec<One> = (0..buildings).map(|_| one(&mut tx)).collect();
    made.iter().for_each(|one| create(&mut tx, one).unwrap());
    tx.finish().unwrap();
    seen::take();
    seen::take_runs();
    (connection, made)
}

fn read_all(reader: &Reader<'_>, scope: MapScope) -> Result<usize> {
    let mut read = reader.map_buildings(scope)?.len();
    for since in [Since::Now, Since::Ever] {
        read += reader.map_rooms(scope, since)?.len() + reader.map_rooms_with_doors(scope, since)?.1.len();
    }
    reader.map_rooms_entered(scope, |_, _| read += 1)?;
    let day = "2016-06-15".parse().expect("a date");
    for figure in [RoomFigure::Residents, RoomFigure::Tenancies, RoomFigure::Organisations] {
        read += reader.map_figures(figure, scope)?.len() + reader.map_figures_on(figure, scope, day)?.len();
        reader.map_spans(figure, scope, |_| read += 1)?;
    }
    reader.map_checks(scope, |_| read += 1)?;
    read += reader.map_states_before(scope)?.len() + reader.map_plates(scope)?.len();
    Ok(read)
}

fn read_whole(reader: &Reader<'_>) -> Result<usize> {
    let today = "2026-11-22".parse().expect("a date");
    let shown = FindingCode::ALL.iter().filter_map(|code| Some((*code, Reminders::default().window(*code, today)?)));
    let mut found = 0;
    reader.map_findings(&shown.collect::<Vec<_>>(), |_| found += 1)?;
    reader.map_begins()?;
    Ok(read_all(reader, MapScope::Whole)? + found)
}

#[test]
fn the_number_of_statements_does_not_grow_with_the_buildings() {
    let run = |buildings| {
        let (connection, _) = town(buildings);
        let read = read_whole(&Reader::new(&connection)).unwrap();
        (read, seen::take_runs())
    };
    let (little, few) = run(1);
    let (much, many) = run(12);
    assert!(much > 10 * little, "twelve times as much was read: {much} against {little}");
    assert_eq!(many, few, "in as many statements");
}

/// Whether a step walks buildings or rooms row by row: everything of them is drawn.
fn drawn(step: &str) -> bool {
    ["room", "building"].iter().any(|table| step.split(' ').nth(1) == Some(*table))
}

/// Whether a step stays within an index that holds the rows that are asked for, or goes by a key.
fn within_an_index(step: &str) -> bool {
    let partial = ["stay_room", "stay_open", "stay_checked", "change_field_coloured", "tenancy_room", "presence_room"];
    let spaces = ["space_address_room", "space_address_building", "visit_room", "visit_on"];
    let walks = partial.iter().chain(&spaces).any(|index| step.contains(index));
    let by_key = step.contains("(rowid=?)") || step.contains("(uuid=?)") || step.contains("(visit=?)");
    walks || by_key || step.contains("INDEX finding_code (code=? AND due_on>? AND due_on<?)")
}

#[test]
fn the_whole_map_is_read_along_indexes() {
    let (connection, _) = town(2);
    read_whole(&Reader::new(&connection)).unwrap();
    let mut astray = BTreeSet::new();
    for sql in seen::take() {
        let steps = plan_of(&connection, &sql).unwrap();
        let reads = steps.iter().filter(|step| step.starts_with("SCAN ") || step.starts_with("SEARCH "));
        let walks = |step: &&String| !within_an_index(step) && !drawn(step) && !step.contains("(subquery");
        astray.extend(reads.filter(walks).cloned());
    }
    assert_eq!(astray, BTreeSet::new(), "these walk rows of a table that grows with the register");
}

#[test]
fn one_building_is_read_by_its_own_rows() {
    let (connection, made) = town(3);
    let building = made.first().expect("a building").building.id;
    read_all(&Reader::new(&connection), MapScope::Building(building)).unwrap();
    let walks: Vec<String> = seen::take()
        .iter()
        .flat_map(|sql| plan_of(&connection, sql).unwrap())
        .filter(|step| step.starts_with("SCAN ") || (step.contains("(room>?)") || step.ends_with("(kind=?)")))
        .collect();
    assert_eq!(walks, Vec::<String>::new(), "nothing of the other buildings is walked over");
}
