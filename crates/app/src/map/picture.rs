//! From classes of rooms to what a building shows: how many rooms of each class, the class from afar, a digit a room.

use super::classes::{Classes, in_use};
use super::mode::Mode;
use super::moments::Moments;
use super::town::{House, Town};
use crate::block::{DeclaredFloors, Standing, Stands, arranged};
use crate::space::read_spec;
use louce_store::MapDoor;

/// The rooms of a building by class, at each moment.
pub(super) fn counts(mode: &Mode, house: &House, classes: &Classes) -> Vec<Vec<u32>> {
    let mut counts = vec![vec![0; mode.codes.len()]; classes.moments()];
    for room in &house.rooms {
        for (counts, class) in counts.iter_mut().zip(classes.of_room(*room)) {
            class.and_then(|class| counts.get_mut(usize::from(class))).into_iter().for_each(|count| *count += 1);
        }
    }
    counts
}

/// Adds figures by class to others.
pub(super) fn add(sum: &mut [u32], counts: &[u32]) {
    sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum = sum.saturating_add(*count));
}

/// The class of one room or building as the digit it is told by; `-`: none.
pub(super) fn digit(class: Option<u8>) -> char {
    class.and_then(|class| char::from_digit(u32::from(class), 10)).unwrap_or('-')
}

/// The storeys of a building above ground from the lowest up at the only moment there is, a digit a room, arranged as on
/// the building page.
pub(super) fn storeys(town: &Town, house: &House, classes: &Classes, moments: &Moments) -> Vec<String> {
    let Some(moment) = moments.all().next() else { return Vec::new() };
    let there = |at: &usize| town.rooms.get(*at).is_some_and(|room| in_use(room, moment));
    let behind = |at: usize| town.doors.get(at).map(|door| Behind { at, door });
    let rooms: Vec<Behind<'_>> = house.rooms.iter().copied().filter(there).filter_map(behind).collect();
    if rooms.is_empty() {
        return Vec::new();
    }
    let spec = house.building.block_spec.as_deref().and_then(read_spec);
    let declared = DeclaredFloors { above: house.building.floors_above, below: house.building.floors_below };
    let above = arranged(spec.as_ref(), declared, &rooms).into_iter().filter(|row| row.storey > 0);
    above.map(|Standing { rooms, .. }| rooms.into_iter().map(|room| digit(classes.at(room.at, 0))).collect()).collect()
}

/// A room of the town behind its door.
struct Behind<'t> {
    at: usize,
    door: &'t MapDoor,
}

impl Stands for Behind<'_> {
    fn unit(&self) -> Option<&str> {
        self.door.unit()
    }
    fn floor(&self) -> Option<i16> {
        self.door.floor
    }
    fn number(&self) -> &str {
        &self.door.number
    }
    fn sub_room(&self) -> Option<&str> {
        self.door.sub_room()
    }
    fn annex(&self) -> Option<&str> {
        self.door.annex()
    }
}
