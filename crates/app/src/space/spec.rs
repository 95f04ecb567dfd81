//! The specification kept with a building, and keeping it in step with what becomes of its rooms.

use super::open_records::Before;
use crate::refusal;
use crate::writing::Writing;
use louce_domain::id::RoomId;
use louce_domain::room_plan::change::SettledPlan;
use louce_domain::room_plan::{BlockSpec, PlannedRoom, RoomChange, RoomException, diff};
use louce_domain::space::{Building, Room};
use louce_domain::succession::SuccessionKind;
use louce_wire::RpcError;
use std::collections::HashMap;

/// The specification kept with a building; none where none is kept, or a newer program wrote it.
pub fn stored_spec(building: &Building) -> Option<BlockSpec> {
    read_spec(building.block_spec.as_deref()?)
}

/// A specification as it is kept; none where a newer program wrote it.
pub fn read_spec(kept: &str) -> Option<BlockSpec> {
    serde_json::from_str(kept).ok()
}

/// The building with its specification, and the figures that follow from it where nobody declared others.
///
/// # Errors
/// Never in practice: a specification is plain data.
pub fn with_spec(building: &Building, old: Option<&BlockSpec>, spec: &BlockSpec) -> Result<Building, RpcError> {
    let json = serde_json::to_string(spec).map_err(|error| refusal::internal("block_spec", &error))?;
    let (before, after) = (old.map(Figures::of), Figures::of(spec));
    let mut building = Building { block_spec: Some(json), unclaimed: false, ..building.clone() };
    take(&mut building.units, before.as_ref().map(|f| f.units), after.units);
    take(&mut building.floors_above, before.as_ref().map(|f| f.floors_above), after.floors_above);
    take(&mut building.floors_below, before.as_ref().map(|f| f.floors_below), after.floors_below);
    take(&mut building.rooms_per_floor, before.as_ref().map(|f| f.rooms_per_floor), after.rooms_per_floor);
    Ok(building)
}

struct Figures {
    units: u16,
    floors_above: i16,
    floors_below: i16,
    rooms_per_floor: u16,
}

impl Figures {
    fn of(spec: &BlockSpec) -> Self {
        let floors = spec.floors(None);
        let count = |side: i16| floors.iter().filter(|floor| floor.storey.signum() == side).count();
        Self {
            units: u16::try_from(spec.units.len().max(1)).unwrap_or(u16::MAX),
            floors_above: i16::try_from(count(1)).unwrap_or(i16::MAX),
            floors_below: i16::try_from(count(-1)).unwrap_or(i16::MAX),
            rooms_per_floor: spec.rooms_per_floor,
        }
    }
}

/// A declared figure follows the specification unless somebody declared another.
fn take<T: PartialEq>(declared: &mut Option<T>, before: Option<T>, after: T) {
    if declared.is_none() || *declared == before {
        *declared = Some(after);
    }
}

/// Amends the specification kept with the building so that it calls for the rooms as they are after a plan.
///
/// # Errors
/// When the register cannot be written.
pub fn keep_in_step(writing: &mut Writing<'_, '_>, before: &Before, plan: &SettledPlan) -> Result<(), RpcError> {
    let Some(old) = stored_spec(&before.building) else { return Ok(()) };
    let after = in_step(&old, before, plan);
    if after == old {
        return Ok(());
    }
    let building = with_spec(&before.building, Some(&old), &after)?;
    writing.amend(&before.building, &building)
}

/// The specification after a plan: what an exception can say it says; a room that is gone otherwise is missing, and one
/// that came otherwise is beside the specification.
fn in_step(old: &BlockSpec, before: &Before, plan: &SettledPlan) -> BlockSpec {
    let (rooms, _) = plan.after(&before.inside());
    let told = said(old, before, plan);
    for start in [told, old.clone()] {
        let spec = without_missing(&start, &rooms);
        if spec.validate().is_empty() {
            return spec;
        }
    }
    old.clone()
}

/// The exceptions that say what the plan does.
fn said(old: &BlockSpec, before: &Before, plan: &SettledPlan) -> BlockSpec {
    let kept = diff(&before.rooms, &[], old).kept;
    let called: HashMap<RoomId, &PlannedRoom> = kept.iter().map(|kept| (kept.room, &kept.planned)).collect();
    let planned = |room: RoomId| called.get(&room).map(|planned| (planned.unit.clone(), planned_number(old, planned)));
    let new = |room: RoomId| plan.created.iter().find(|made| made.id == room);
    let mut spec = old.clone();
    let mut heirs: HashMap<RoomId, String> = HashMap::new();
    for step in &plan.successions {
        let Some((unit, number)) = planned(step.from_room) else { continue };
        match (step.kind, new(step.to_room)) {
            (SuccessionKind::Renumber, Some(made)) => {
                rename(&mut spec, &unit, &number, made);
            }
            (SuccessionKind::Merge, Some(made)) => match heirs.get(&made.id) {
                None => {
                    heirs.insert(made.id, number.clone());
                    rename(&mut spec, &unit, &number, made);
                }
                Some(heir) => except(&mut spec, unit, number, RoomChange::MergedInto { number: heir.clone() }),
            },
            (SuccessionKind::Merge, None) => {
                if let Some((_, heir)) = planned(step.to_room) {
                    except(&mut spec, unit, number, RoomChange::MergedInto { number: heir });
                }
            }
            (SuccessionKind::Split, Some(Room { sub_room: Some(part), .. })) => add_part(&mut spec, unit, number, part),
            _ => {}
        }
    }
    spec
}

/// The number a planned room would have without exceptions.
pub fn planned_number(spec: &BlockSpec, planned: &PlannedRoom) -> String {
    let named = |own: &&RoomException| {
        own.unit == planned.unit && matches!(&own.change, RoomChange::Number { number } if *number == planned.number)
    };
    spec.room_exceptions.iter().find(named).map_or_else(|| planned.number.clone(), |own| own.number.clone())
}

fn except(spec: &mut BlockSpec, unit: Option<String>, number: String, change: RoomChange) {
    spec.room_exceptions.push(RoomException { unit, number, change });
}

fn rename(spec: &mut BlockSpec, unit: &Option<String>, number: &str, made: &Room) {
    spec.room_exceptions
        .retain(|own| own.unit != *unit || own.number != number || !matches!(own.change, RoomChange::Number { .. }));
    if made.number != number {
        except(spec, unit.clone(), number.to_owned(), RoomChange::Number { number: made.number.clone() });
    }
}

fn add_part(spec: &mut BlockSpec, unit: Option<String>, number: String, part: &str) {
    let own = spec.room_exceptions.iter_mut().find_map(|own| match &mut own.change {
        RoomChange::Parts { names } if own.unit == unit && own.number == number => Some(names),
        _ => None,
    });
    match own {
        Some(names) => names.push(part.to_owned()),
        None => except(spec, unit, number, RoomChange::Parts { names: vec![part.to_owned()] }),
    }
}

/// The specification without the rooms that are not there.
fn without_missing(start: &BlockSpec, rooms: &[Room]) -> BlockSpec {
    let mut spec = start.clone();
    for planned in diff(rooms, &[], start).added {
        let number = planned_number(start, &planned);
        let goes = |own: &RoomException| {
            own.unit == planned.unit && own.number == number && !matches!(own.change, RoomChange::Kind { .. })
        };
        spec.room_exceptions.retain(|own| !goes(own));
        except(&mut spec, planned.unit.clone(), number, RoomChange::Missing);
    }
    spec
}
