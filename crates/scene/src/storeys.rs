//! Which floors stand on each other: in order and without doubles.

use crate::shape::{BlockShape, FloorShape, RoomKind};

/// A building is drawn with no more floors than this; the highest ones are left off.
const MOST_STOREYS: usize = 250;
/// Floors at the top that may stand back.
const SET_BACK: usize = 2;

/// The floors of `block` from the lowest basement up, as they are listed: whoever lists them knows which there are,
/// recorded or not. What comes back is numbered by storeys where they are known, so that a mezzanine stands between its
/// neighbours; a building of which nothing is listed has a ground floor.
pub fn storeys(block: &BlockShape) -> Vec<FloorShape> {
    let mut floors: Vec<FloorShape> = Vec::with_capacity(block.floors.len());
    for floor in &block.floors {
        let at = floor.storey.filter(|storey| *storey != 0).unwrap_or(floor.floor);
        match floors.iter_mut().find(|f| f.floor == at) {
            Some(known) => known.rooms.extend(floor.rooms.iter().cloned()),
            None => floors.push(FloorShape { floor: at, ..floor.clone() }),
        }
    }
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

/// Which floors are set back (退台): up to two at the top that have clearly fewer rooms than the others, or that are
/// all attics.
pub fn set_back(floors: &[FloorShape]) -> Vec<bool> {
    let all =
        |f: &FloorShape| f.rooms.iter().filter(|r| r.parent.is_none()).map(|r| u32::from(r.span.max(1))).sum::<u32>();
    let fullest = floors.iter().filter(|f| f.floor > 0).map(all).max().unwrap_or(0);
    let mut back = vec![false; floors.len()];
    let top = floors.iter().enumerate().rev().filter(|(_, f)| f.floor > 1 && !f.rooms.is_empty());
    for (i, floor) in top.take(SET_BACK) {
        let attics = floor.rooms.iter().all(|r| r.kind == RoomKind::Attic);
        if !attics && all(floor) * 5 > fullest * 3 {
            break;
        }
        if let Some(back) = back.get_mut(i) {
            *back = true;
        }
    }
    back
}

fn bare(floor: i16) -> FloorShape {
    FloorShape { floor, storey: None, label: label(floor), rooms: Vec::new() }
}

/// What the lift says: `5F`, `B1`.
fn label(floor: i16) -> String {
    if floor < 0 { format!("B{}", floor.unsigned_abs()) } else { format!("{floor}F") }
}
