//! Walls between units (单元分户墙): what tells, at a glance, which rooms share a stairwell.

use crate::rooms::{Cell, Role};
use crate::shape::FloorShape;
use bevy_math::Vec2;

/// Rooms of two units with more than this between them have no wall in common, in metres.
const WIDEST_M: f32 = 0.7;
/// Nor have rooms that face each other over less than this, in metres.
const SHORTEST_M: f32 = 1.0;
/// Air left between a wall and the rooms beside it, in metres.
const AIR_M: f32 = 0.04;
/// How far a wall stands out before and behind the rooms, in metres.
const PROUD_M: f32 = 0.22;

/// Lowest and highest corners of the walls between the rooms of different units.
pub(super) fn walls(floor: &FloorShape, cells: &[Cell]) -> Vec<(Vec2, Vec2)> {
    let unit = |cell: &Cell| floor.rooms.get(cell.room).and_then(|room| room.unit.as_deref());
    let standing: Vec<(&Cell, Option<&str>)> =
        cells.iter().filter(|cell| cell.role != Role::Part).map(|cell| (cell, unit(cell))).collect();
    let mut walls = Vec::new();
    for (i, (a, own)) in standing.iter().enumerate() {
        let others = standing.iter().skip(i + 1).filter(|(_, unit)| unit != own);
        walls.extend(others.filter_map(|(b, _)| between(a, b)));
    }
    walls
}

/// The wall between two rooms that stand side by side.
fn between(a: &Cell, b: &Cell) -> Option<(Vec2, Vec2)> {
    let (low, high) = (a.min.max(b.min), a.max.min(b.max));
    // Negative where they stand apart.
    let shared = high - low;
    let beside = |gap: f32, along: f32| (-WIDEST_M..-AIR_M * 2.5).contains(&gap) && along > SHORTEST_M;
    let proud = if beside(shared.x, shared.y) {
        Vec2::new(-AIR_M, PROUD_M)
    } else if beside(shared.y, shared.x) {
        Vec2::new(PROUD_M, -AIR_M)
    } else {
        return None;
    };
    Some((low.min(high) - proud, low.max(high) + proud))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::RoomShape;

    /// Rooms of 4 × 6 m in a row, half a metre apart, each in a unit.
    fn row(units: &[&str]) -> (FloorShape, Vec<Cell>) {
        let room = |unit: &&str| RoomShape { unit: Some((*unit).to_owned()), ..RoomShape::default() };
        let cell = |room: usize| {
            let left = f32::from(u16::try_from(room).unwrap_or_default()) * 4.5;
            let (min, max) = (Vec2::new(left, 0.0), Vec2::new(left + 4.0, 6.0));
            Cell { room, min, max, turned: false, role: Role::Whole }
        };
        let floor = FloorShape { rooms: units.iter().map(room).collect(), ..FloorShape::default() };
        (floor, (0..units.len()).map(cell).collect())
    }

    #[test]
    fn a_wall_stands_where_one_unit_ends_and_the_next_begins() {
        let (floor, cells) = row(&["1", "1", "2", "2"]);
        let walls = walls(&floor, &cells);
        assert_eq!(walls.len(), 1, "and between no rooms of one unit: {walls:?}");
        let (min, max) = walls[0];
        assert!(min.x > cells[1].max.x && max.x < cells[2].min.x, "it keeps clear of the rooms beside it");
        assert!(min.y < 0.0 && max.y > 6.0, "and stands out before and behind them");
    }

    #[test]
    fn rooms_that_do_not_stand_side_by_side_have_no_wall_between() {
        let (floor, mut cells) = row(&["1", "2"]);
        cells[1].min.y += 5.5;
        cells[1].max.y += 5.5;
        assert!(walls(&floor, &cells).is_empty(), "they meet at a corner only");
        let (floor, cells) = row(&["1"; 3]);
        assert!(walls(&floor, &cells).is_empty(), "a building of one unit has none");
    }
}
