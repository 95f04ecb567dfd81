//! Which floors stand on each other: in order, without doubles, with the ones filled in that nobody has recorded yet.

use crate::shape::{BlockShape, FloorShape};

/// A building is drawn with no more floors than this; the highest ones are left off.
const MOST_STOREYS: usize = 250;

/// The floors of `block` from the lowest basement up. A skipped number (no 4th floor) stays skipped when the count of
/// storeys is already met; otherwise missing numbers are filled in from the ground up. What comes back is numbered by
/// storeys where they are known, so that a mezzanine stands between its neighbours.
pub fn storeys(block: &BlockShape) -> Vec<FloorShape> {
    let mut floors: Vec<FloorShape> = Vec::with_capacity(block.floors.len());
    for floor in &block.floors {
        let at = floor.storey.filter(|storey| *storey != 0).unwrap_or(floor.floor);
        match floors.iter_mut().find(|f| f.floor == at) {
            Some(known) => known.rooms.extend(floor.rooms.iter().cloned()),
            None => floors.push(FloorShape { floor: at, ..floor.clone() }),
        }
    }
    fill(&mut floors, block.floors_above, 1);
    fill(&mut floors, block.floors_below, -1);
    if floors.is_empty() {
        floors.push(bare(1));
    }
    floors.sort_by_key(|f| f.floor);
    floors.truncate(MOST_STOREYS);
    for floor in floors.iter_mut().filter(|f| f.label.is_empty()) {
        floor.label = label(floor.floor);
    }
    floors
}

/// Adds bare floors on one side of the ground until there are `wanted` of them.
fn fill(floors: &mut Vec<FloorShape>, wanted: u16, side: i16) {
    let wanted = usize::from(wanted).min(MOST_STOREYS);
    let mut have = floors.iter().filter(|f| f.floor.signum() == side).count();
    let mut next = side;
    while have < wanted {
        if floors.iter().all(|f| f.floor != next) {
            floors.push(bare(next));
            have += 1;
        }
        next = next.saturating_add(side);
    }
}

fn bare(floor: i16) -> FloorShape {
    FloorShape { floor, storey: None, label: label(floor), rooms: Vec::new() }
}

/// What the lift says: `5F`, `B1`.
fn label(floor: i16) -> String {
    if floor < 0 { format!("B{}", floor.unsigned_abs()) } else { format!("{floor}F") }
}
