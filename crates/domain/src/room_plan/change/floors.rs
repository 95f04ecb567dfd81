//! Adding floors (加层) to a building of which the specification is known. Nobody moves.

use super::{ChangePlan, ChangeProblem, Inside};
use crate::id::{BuildingId, RoomId};
use crate::room_plan::{BlockSpec, FloorCount, diff};
use uuid::Uuid;

/// How many floors are added.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MoreFloors {
    /// On top.
    pub above: u16,
    /// Below the lowest.
    pub below: u16,
}

/// The specification with more floors, in every unit.
pub fn more_floors(spec: &BlockSpec, more: MoreFloors) -> BlockSpec {
    let mut taller = spec.clone();
    let heights = taller.units.iter_mut().filter_map(|unit| unit.floors_above.as_mut());
    for height in heights.chain([&mut taller.floors_above]) {
        for _ in 0..more.above {
            *height = next_height(spec, *height);
        }
    }
    let depths = taller.units.iter_mut().filter_map(|unit| unit.floors_below.as_mut());
    for depth in depths.chain([&mut taller.floors_below]) {
        *depth = depth.saturating_add(more.below);
    }
    taller
}

/// One storey more. Where the number of the top floor counts, one that is jumped over is no storey.
fn next_height(spec: &BlockSpec, height: u16) -> u16 {
    let jumped = |floor: &u16| {
        let skips = spec.skipped_floors.iter().filter(|skip| skip.how == crate::room_plan::FloorSkip::LabelJumps);
        skips.map(|skip| skip.floor).any(|skipped| u16::try_from(skipped) == Ok(*floor))
    };
    match spec.floors_counted {
        FloorCount::Storeys => height.saturating_add(1),
        FloorCount::TopNumber => (height..u16::MAX).map(|n| n + 1).find(|n| !jumped(n)).unwrap_or(u16::MAX),
    }
}

/// Plans more floors: the rooms on them that are not there yet. Gives the specification to be kept with the building.
///
/// # Errors
/// No floor at all, or a building that would have faults.
pub fn add_floors(
    inside: &Inside<'_>,
    building: BuildingId,
    spec: &BlockSpec,
    more: MoreFloors,
    mint: &mut impl FnMut() -> Uuid,
) -> Result<(BlockSpec, ChangePlan), ChangeProblem> {
    if more == MoreFloors::default() {
        return Err(ChangeProblem::NoFloors);
    }
    let taller = more_floors(spec, more);
    if let Some(problem) = taller.validate().into_iter().next() {
        return Err(ChangeProblem::Spec(problem));
    }
    let storeys = |unit: Option<&String>| {
        let unit = unit.and_then(|name| spec.units.iter().find(|unit| unit.name == *name));
        let floors = spec.floors(unit);
        (floors.first().map_or(1, |floor| floor.storey), floors.last().map_or(0, |floor| floor.storey))
    };
    let is_new = |unit: Option<&String>, storey: i16| {
        let (lowest, top) = storeys(unit);
        storey < lowest.min(1) || storey > top
    };
    let live: Vec<_> = inside.live().cloned().collect();
    let added = diff(&live, inside.occupants, &taller).added.into_iter();
    let created = added.filter(|room| is_new(room.unit.as_ref(), room.storey)).map(|room| {
        let mut made = room.room(RoomId(mint()), building);
        made.valid_from = Some(inside.on);
        made
    });
    let plan = ChangePlan { created: created.collect(), ..ChangePlan::default() };
    inside.check_numbers(&plan)?;
    Ok((taller, plan))
}
