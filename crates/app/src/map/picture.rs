//! From classes of rooms to what a building shows: how many rooms of each class, the class from afar, a digit a room.

use super::classes::{Classes, in_use};
use super::mode::Mode;
use super::moments::Moments;
use super::town::{House, Town};
use crate::block::{Standing, arranged};
use crate::space::read_spec;
use louce_store::MapRoom;
use std::collections::HashMap;

/// The rooms of a building at a moment by class.
pub(super) fn counts(mode: &Mode, house: &House, classes: &Classes, moment: usize) -> Vec<u32> {
    let mut counts = vec![0; mode.codes.len()];
    let found = house.rooms.iter().filter_map(|room| classes.at(*room, moment));
    found.for_each(|class| counts.get_mut(usize::from(class)).into_iter().for_each(|count| *count += 1));
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
    let of_house = || house.rooms.iter().filter_map(|at| Some((*at, town.rooms.get(*at)?)));
    let there: Vec<(usize, &MapRoom)> = of_house().filter(|(_, room)| in_use(room, moment)).collect();
    if there.is_empty() {
        return Vec::new();
    }
    let at: HashMap<_, usize> = there.iter().map(|(at, room)| (room.row, *at)).collect();
    let spec = house.building.block_spec.as_deref().and_then(read_spec);
    let above = arranged(spec.as_ref(), there.iter().map(|(_, room)| *room)).into_iter().filter(|row| row.storey > 0);
    let class = |room: &MapRoom| at.get(&room.row).and_then(|at| classes.at(*at, 0));
    above.map(|Standing { rooms, .. }| rooms.into_iter().map(|room| digit(class(room))).collect()).collect()
}
